package wattle.app;

/// Stand-in until reproduction is merged.
public record Reproduction(int n) {
    /// Nothing.
    public String table() {
        return "";
    }

    /// Nothing.
    public String json() {
        return "";
    }

    /// Nothing.
    public String csv() {
        return "";
    }

    /// Nothing.
    public String markdown() {
        return "";
    }
}
