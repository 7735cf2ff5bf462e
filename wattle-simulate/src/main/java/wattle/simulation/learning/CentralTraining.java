package wattle.simulation.learning;

import org.jspecify.annotations.Nullable;
import wattle.simulation.flow.Transfers;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.learning.Post.Role;

/// All data goes to one place, over links that the devices share, and is trained on there by one or several machines.
public final class CentralTraining implements Training {

    private final Company company;
    private final Machines machines;
    private final Upload upload;
    private final Paths paths;
    private final boolean shared;

    /// @param count machines that train together
    /// @param powerW of one while computing
    /// @param idleW of one
    /// @param idleShare idle time charged for each second of work
    /// @param pass what one epoch takes
    /// @param exchangePower power while exchanging, over power while computing
    public record Machines(
            double count, double powerW, double idleW, double idleShare, Pass pass, double exchangePower) {}

    /// @param trainS one pass over the data of the first training, on all machines
    /// @param evaluateS one evaluation
    /// @param exchangeS exchanging gradients in one pass
    public record Pass(double trainS, double evaluateS, double exchangeS) {}

    /// @param bits of one device of factor 1 before the first training
    /// @param everyRound whether data is uploaded anew for each pass
    /// @param streaming whether it was uploaded as it was gathered
    public record Upload(double bits, boolean everyRound, boolean streaming) {}

    public CentralTraining(Company company, boolean shared, Machines machines, Upload upload) {
        this.company = company;
        this.shared = shared;
        this.machines = machines;
        this.upload = upload;
        this.paths = new Paths(company.world(), shared);
    }

    @Override
    public Trained run(Session session) {
        Agenda agenda = company.agenda();
        double startedS = Math.max(session.startS(), agenda.nowS());
        double nowS = startedS;
        double bits = upload.bits() * session.items();
        if (!upload.everyRound()) {
            nowS = gather(bits, nowS, upload.streaming());
        }
        long epochs = (long) Math.ceil(session.rounds() - 1e-9);
        long held = 0;
        End end = End.REACHED;
        while (held < epochs) {
            if (upload.everyRound()) {
                nowS = gather(bits, nowS, false);
            }
            nowS = epoch(nowS, session.work());
            held++;
            if (!company.progress().round((double) held, (double) epochs)) {
                end = End.STOPPED;
                break;
            }
            if (held >= company.world().rules().convergence().mostRounds() && held < epochs) {
                end = End.NOT_REACHED;
                break;
            }
        }
        agenda.runUntil(Math.max(agenda.now(), Agenda.nanos(nowS)), (_, _, _) -> {});
        company.books().power(Post.LINK_IDLE, company.world().wires().cost().idleW(), startedS, nowS, 1);
        return new Trained(startedS, nowS, held, end);
    }

    /// One pass and one evaluation.
    private double epoch(double fromS, double work) {
        Books books = company.books();
        Pass pass = machines.pass();
        double trainedS = fromS + pass.trainS() * work;
        double exchangedS = trainedS + pass.exchangeS() * work;
        double testedS = exchangedS + pass.evaluateS();
        double all = machines.count();
        books.power(Post.CENTRAL_TRAIN, machines.powerW() * all, fromS, trainedS, 1);
        books.power(Post.CENTRAL_WAIT, machines.powerW() * machines.exchangePower() * all, trainedS, exchangedS, 1);
        books.power(Post.CENTRAL_EVALUATE, machines.powerW() * all, exchangedS, testedS, 1);
        double idleW = machines.idleW() * machines.idleShare() * all;
        books.power(Post.CENTRAL_IDLE, idleW, fromS, exchangedS, 1);
        books.power(Post.CENTRAL_EVALUATE_IDLE, idleW, exchangedS, testedS, 1);
        books.busy(Role.SERVER, all * (testedS - fromS));
        return testedS;
    }

    /// Everybody sends at once.
    ///
    /// @return when the last bit is there
    private double gather(double bits, double nowS, boolean streamed) {
        if (bits <= 0) {
            return nowS;
        }
        World world = company.world();
        Transfers transfers = paths.transfers();
        double lastS = nowS;
        double flowsS = nowS + world.wires().latencyS();
        for (int i = 0; i < world.fleet().size(); i++) {
            double own = bits * world.fleet().items(i);
            if (shared && transfers != null && !streamed) {
                paths.sendUp(i, own, flowsS);
            } else {
                double endS = streamed ? nowS : flowsS + own / paths.upBitPerS(i);
                lastS = Math.max(lastS, endS);
                sent(i, own, nowS, endS);
            }
        }
        return shared && !streamed ? drain(bits, transfers, nowS, lastS) : lastS;
    }

    private double drain(double bits, @Nullable Transfers transfers, double nowS, double lastS) {
        double last = lastS;
        if (transfers == null) {
            return last;
        }
        for (int i = transfers.end(Double.MAX_VALUE); i >= 0; i = transfers.end(Double.MAX_VALUE)) {
            last = Math.max(last, transfers.endedAtS());
            sent(i, bits * company.world().fleet().items(i), nowS, transfers.endedAtS());
        }
        return last;
    }

    private void sent(int i, double bits, double fromS, double toS) {
        World world = company.world();
        double grid = world.fleet().grid(i);
        company.books().energy(Post.UP, world.wires().upJ(bits, world.fleet().link(i)), fromS, toS, grid);
        double transmitW = world.device().radio().transmitW();
        company.books().power(Post.TRANSMIT, transmitW, fromS, toS, grid);
        company.census().moved(bits, 0);
    }
}
