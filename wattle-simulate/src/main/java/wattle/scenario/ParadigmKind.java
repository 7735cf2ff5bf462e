package wattle.scenario;

/// The ways of learning that can be compared.
public enum ParadigmKind {
    LOCAL("local", "Local", "own data only"),
    CLOUD("cloud", "Cloud", "all data in one datacenter"),
    ON_PREMISES("on-premises", "On-premises", "all data in an own machine room"),
    EDGE("edge", "Edge", "all data at the edge tower"),
    FEDERATED("federated", "Federated", "one server, all devices awake"),
    FEDERATED_SLEEP("federated-sleep", "Federated, deep sleep", "one server, inactive devices asleep"),
    HIERARCHICAL("hierarchical", "Hierarchical federated", "edge aggregators below one server"),
    DECENTRALISED("decentralised", "Decentralised", "consensus between neighbours, no server");

    private final String word;
    private final String label;
    private final String gist;

    ParadigmKind(String word, String label, String gist) {
        this.word = word;
        this.label = label;
        this.gist = gist;
    }

    /// As it stands in files.
    public String word() {
        return word;
    }

    /// As a person says it.
    public String label() {
        return label;
    }

    /// What sets it apart, in a few words.
    public String gist() {
        return gist;
    }

    /// The kind with this word.
    ///
    /// @throws IllegalArgumentException if there is none
    public static ParadigmKind of(String word) {
        for (ParadigmKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no paradigm is called '" + word + "'");
    }

    /// Whether raw data is gathered in one place.
    public boolean isCentralised() {
        return this == CLOUD || this == ON_PREMISES || this == EDGE;
    }
}
