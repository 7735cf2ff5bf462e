package wattle.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.formula.Formula.Input;

/// What is to be learned and served.
///
/// @param model what is trained
/// @param data what it is trained on
/// @param target the quality at which all paradigms are compared: "Dice 0.85"
/// @param horizon over which the service is delivered
/// @param cadences once, continual, or both
/// @param inference demand for answers; empty when the scenario asks for training alone
/// @param monitoring bits per device and day sent to watch the model; empty when none is stated
public record Task(
        Model model,
        Data data,
        String target,
        Input horizon,
        List<Cadence> cadences,
        Optional<Inference> inference,
        Optional<Input> monitoring) {

    /// Copies the list.
    public Task {
        cadences = List.copyOf(cadences);
    }

    /// @param name as a person says it
    /// @param kind of task in the catalogue's words (`segmentation`, `nlp`, …); empty when unknown
    /// @param exchanged size of what is exchanged in a round and pushed to devices, b(W)
    /// @param forward FLOPs of one forward pass over one item
    /// @param train FLOPs of forward and backward pass over one item
    public record Model(String name, String kind, Input exchanged, Optional<Input> forward, Optional<Input> train) {}

    /// @param items on each device at the start
    /// @param itemSize as uploaded, b(E_k) over items
    /// @param gatherEnergy of sensing one item
    /// @param prepareEnergy of preparing one item
    /// @param everyRound whether centralised learning uploads the data anew in each round (reinforcement
    ///     learning)
    public record Data(
            Input items,
            Input itemSize,
            Optional<Input> gatherEnergy,
            Optional<Input> prepareEnergy,
            boolean everyRound) {}

    /// How often the model is trained.
    public sealed interface Cadence {
        /// As it stands in files.
        String word();

        /// Trained once, at the start.
        record Once() implements Cadence {
            @Override
            public String word() {
                return "once";
            }
        }

        /// Trained again every period.
        ///
        /// @param method from scratch on all data, fine-tuned on new data, or fine-tuned with replayed data
        /// @param period between trainings
        /// @param newItems gathered by one device in a period
        /// @param effort rounds of a refresh over rounds of the first training, per paradigm; 1 for scratch
        /// @param replay share of the first data replayed in a refresh; 0 without replay
        record Continual(Method method, Input period, Input newItems, Map<ParadigmKind, Input> effort, Input replay)
                implements Cadence {
            public Continual {
                effort = Map.copyOf(effort);
            }

            /// The effort of one paradigm.
            ///
            /// @throws IllegalStateException if the scenario was read without it: the reader makes one for
            ///     every kind
            public Input effortOf(ParadigmKind kind) {
                Input input = effort.get(kind);
                if (input == null) {
                    throw new IllegalStateException("no effort of a refresh for " + kind.word());
                }
                return input;
            }

            @Override
            public String word() {
                return method.word();
            }
        }
    }

    /// How a refresh trains.
    public enum Method {
        SCRATCH("scratch"),
        FINE_TUNE("fine-tune"),
        REPLAY("replay");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param perDay requests a day, all devices together
    /// @param request bits sent to a server for one request
    /// @param response bits sent back
    /// @param onDevices whether devices answer even when a server trained the model
    public record Inference(Input perDay, Input request, Input response, boolean onDevices) {}
}
