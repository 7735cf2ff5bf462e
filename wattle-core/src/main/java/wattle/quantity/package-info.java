/// The words of physics that every room shares: amounts that carry their unit in their type, and intervals of
/// them.
@NullMarked
package wattle.quantity;

import org.jspecify.annotations.NullMarked;
