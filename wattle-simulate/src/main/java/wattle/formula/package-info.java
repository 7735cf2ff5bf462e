/// Formulas that carry their dimension, their label and their inputs, so that what is computed and what is
/// explained
/// are the same object.
@NullMarked
package wattle.formula;

import org.jspecify.annotations.NullMarked;
