/** What came out: rounds, medians and ranges, as a table, as JSON and as one page with plots. */
@NullMarked
package dev.sapa.bench.report;

import org.jspecify.annotations.NullMarked;
