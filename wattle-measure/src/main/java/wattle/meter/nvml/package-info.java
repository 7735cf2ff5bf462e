/// NVIDIA GPUs, through the driver's own library (NVML) or, where that cannot be loaded, through
/// `nvidia-smi`.
@NullMarked
package wattle.meter.nvml;

import org.jspecify.annotations.NullMarked;
