package wattle.meter.nvml;

/// Which GPU it is.
///
/// @param uuid `GPU-…`: the same on every start, in every order
/// @param name `NVIDIA A100-SXM4-80GB`
/// @param busId `00000000:3B:00.0`; empty when the driver does not say
public record Gpu(String uuid, String name, String busId) {}
