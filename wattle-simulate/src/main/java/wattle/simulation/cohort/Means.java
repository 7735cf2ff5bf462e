package wattle.simulation.cohort;

/// Averages over one device that was asked: times in s, energy as time weighted with the power factor, counts.
///
/// @param lengthS of the round, without averaging
/// @param plain with nothing weighted by the grid
/// @param grid the same, weighted with the factor on carbon intensity
/// @param busyS machine time of taking part, power factor apart
/// @param computeS of it, time of training and evaluating
/// @param arrived share of those asked whose update counts
/// @param enough probability that as many arrive as are needed
/// @param lost share that failed
/// @param useful items factor of those that counted
public record Means(
        double lengthS,
        Times plain,
        Times grid,
        double busyS,
        double computeS,
        double arrived,
        double enough,
        double lost,
        double useful) {

    /// @param trainS time of training times the power factor
    /// @param evaluateS the same of evaluation
    /// @param waitS the same of waiting
    /// @param up share of an update that was sent
    /// @param down share of a model that was received
    /// @param upOverLink share of an update over the factor of the link that carried it
    /// @param downOverLink the same of a model
    /// @param transmitS time of a radio sending
    /// @param receiveS time of a radio receiving
    /// @param tailS time of a radio up after a transfer
    public record Times(
            double trainS,
            double evaluateS,
            double waitS,
            double up,
            double down,
            double upOverLink,
            double downOverLink,
            double transmitS,
            double receiveS,
            double tailS) {

        static final Times NONE = new Times(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        Times plus(Times other, double factor) {
            return new Times(
                    trainS + factor * other.trainS,
                    evaluateS + factor * other.evaluateS,
                    waitS + factor * other.waitS,
                    up + factor * other.up,
                    down + factor * other.down,
                    upOverLink + factor * other.upOverLink,
                    downOverLink + factor * other.downOverLink,
                    transmitS + factor * other.transmitS,
                    receiveS + factor * other.receiveS,
                    tailS + factor * other.tailS);
        }
    }
}
