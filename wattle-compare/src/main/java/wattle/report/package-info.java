/// The answer as people and programs read it: a page, a terminal, Markdown, CSV, JSON. One law for digits in
/// all.
@NullMarked
package wattle.report;

import org.jspecify.annotations.NullMarked;
