package wattle.app;

import java.util.ArrayList;
import java.util.List;
import wattle.scenario.Policy;
import wattle.scenario.Scenario;

/// The named policies in force, one sentence each.
final class Policies {

    private Policies() {}

    static List<String> of(Scenario scenario) {
        Policy policy = scenario.policy();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                switch (policy.idle()) {
                    case NONE ->
                        "Idle energy (assumptions.idle: none): not charged; only energy used while working counts.";
                    case SHARE ->
                        "Idle energy (assumptions.idle: share): charged by utilisation, and while participants wait in a round.";
                    case DEDICATED ->
                        "Idle energy (assumptions.idle: dedicated): charged in full over the horizon, as the machines serve this task alone.";
                });
        sentences.add(
                switch (policy.network()) {
                    case AVERAGE ->
                        "Network (assumptions.network: average): a bit is charged its share of all energy the network uses.";
                    case MARGINAL ->
                        "Network (assumptions.network: marginal): a bit is charged what the network uses more because of it.";
                });
        sentences.add("Participants: trainers %s (assumptions.trainers), receivers %s (assumptions.receivers) devices."
                .formatted(policy.trainers().word(), policy.receivers().word()));
        sentences.add(
                "Carbon: location-based, yearly means, statistics of %d or the newest before (assumptions.carbon-year); market-based carbon is not computed."
                        .formatted(policy.carbonYear()));
        sentences.add("PUE applies once, to the IT energy of server places.");
        return sentences;
    }
}
