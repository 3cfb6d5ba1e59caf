/**
 * What settings to try on a table next, when some were tried. Begin reading at {@link
 * org.summand.train.tune.Search}.
 */
package org.summand.train.tune;
