package wattle.scenario;

/// The named policies in force; each is printed with the answer.
///
/// @param idle which idle energy is charged to the task
/// @param network average or marginal energy of moving a bit
/// @param trainers which devices compute in a round of plain federated learning
/// @param receivers which devices receive the model in a round of federated learning
/// @param carbonYear year of the grid statistics; the newest at or before it is used
/// @param draws sets of inputs drawn for intervals
/// @param seed of the draws
public record Policy(
        Idle idle, NetworkModel network, Who trainers, Who receivers, int carbonYear, int draws, long seed) {

    /// Which idle energy is charged.
    public enum Idle {
        /// None: only what is used while working.
        NONE("none"),
        /// By utilisation: `t · P_idle · (1/u − 1)`, and waiting inside rounds.
        SHARE("share"),
        /// All of it: the machine is there for this task alone.
        DEDICATED("dedicated");

        private final String word;

        Idle(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// What a bit is charged for.
    public enum NetworkModel {
        /// Its share of everything the network uses.
        AVERAGE("average"),
        /// What the network uses more because of it.
        MARGINAL("marginal");

        private final String word;

        NetworkModel(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// A group of devices.
    public enum Who {
        ACTIVE("active"),
        ALL("all");

        private final String word;

        Who(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
