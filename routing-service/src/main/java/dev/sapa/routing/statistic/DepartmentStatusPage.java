package dev.sapa.routing.statistic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextCursor always null: departments are few and come whole */
record DepartmentStatusPage(
        List<DepartmentStatusView> items, @Nullable String nextCursor) {}
