/// What a measured Java program says of itself, for whoever measures it. Needs nothing but the JDK.
@NullMarked
package wattle.mark;

import org.jspecify.annotations.NullMarked;
