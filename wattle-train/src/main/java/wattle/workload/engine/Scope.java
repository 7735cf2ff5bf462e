package wattle.workload.engine;

/// Until when tensors live. Scopes of a thread nest.
public interface Scope extends AutoCloseable {

    @Override
    void close();
}
