/// What tests of several rooms share: generators, the launcher as a process, golden files. Never published.
@NullMarked
package wattle.testkit;

import org.jspecify.annotations.NullMarked;
