/// The accounting of SLURM, asked after the job.
@NullMarked
package wattle.meter.slurm;

import org.jspecify.annotations.NullMarked;
