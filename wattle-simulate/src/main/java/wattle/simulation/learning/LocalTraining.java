package wattle.simulation.learning;

import wattle.simulation.kernel.Agenda;
import wattle.simulation.learning.Post.Role;

/// Every device learns alone; the slowest decides when all have learned. A device that goes away goes on when it is
/// back.
public final class LocalTraining implements Training {

    private final Company company;
    private final Phases phases;
    private final Presence presence;

    public LocalTraining(Company company, Presence presence) {
        this.company = company;
        this.phases = new Phases(company.world(), company.books());
        this.presence = presence;
    }

    @Override
    public Trained run(Session session) {
        Agenda agenda = company.agenda();
        phases.work(session.work());
        double startedS = Math.max(session.startS(), agenda.nowS());
        long epochs = (long) Math.ceil(session.rounds() - 1e-9);
        long held =
                Math.min(epochs, (long) company.world().rules().convergence().mostRounds());
        End end = held < epochs ? End.NOT_REACHED : End.REACHED;
        double lastS = startedS;
        for (int i = 0; i < company.world().fleet().size(); i++) {
            double doneS = learn(i, startedS, held);
            if (Double.isInfinite(doneS)) {
                end = End.NOT_REACHED;
            } else {
                lastS = Math.max(lastS, doneS);
            }
        }
        if (!company.progress().round((double) held, session.rounds())) {
            end = End.STOPPED;
        }
        agenda.runUntil(Math.max(agenda.now(), Agenda.nanos(lastS)), (_, _, _) -> {});
        return new Trained(startedS, lastS, held, end);
    }

    /// @return when the device is done; infinite when it goes away for good
    private double learn(int i, double startedS, long epochs) {
        Books books = company.books();
        double trainS = phases.trainS(i) * epochs;
        double evaluateS = phases.evaluateS(i) * epochs;
        double grid = company.world().fleet().grid(i);
        double needS = trainS + evaluateS;
        double atS = presence.comesS(i, startedS);
        double doneS = 0;
        company.census().asked(i);
        while (atS < Double.POSITIVE_INFINITY) {
            double leavesS = presence.leavesS(i, atS);
            boolean finishes = leavesS >= atS + needS - doneS;
            double lengthS = finishes ? needS - doneS : leavesS - atS;
            double share = needS == 0 ? 0 : lengthS / needS;
            charge(books, i, Post.TRAIN, Post.TRAIN_IDLE, trainS * share, atS, atS + lengthS, grid);
            charge(books, i, Post.EVALUATE, Post.EVALUATE_IDLE, evaluateS * share, atS, atS + lengthS, grid);
            if (finishes) {
                company.census().arrived(i, phases.work() * epochs);
                return atS + lengthS;
            }
            doneS += lengthS;
            atS = presence.comesS(i, Math.nextUp(leavesS));
        }
        company.census().lost(i, phases.powerW(i) * doneS);
        return Double.POSITIVE_INFINITY;
    }

    private void charge(
            Books books, int i, Post work, Post idle, double lengthS, double fromS, double toS, double grid) {
        books.energy(work, phases.powerW(i) * lengthS, fromS, toS, grid);
        books.energy(
                idle, phases.idleW(i) * company.world().device().charged().idleShare() * lengthS, fromS, toS, grid);
        books.busy(Role.DEVICES, lengthS);
    }
}
