/// What one execution is, whether measured, simulated, computed or imported: its ledger, its costs, how it is
/// stored.
@NullMarked
package wattle.run;

import org.jspecify.annotations.NullMarked;
