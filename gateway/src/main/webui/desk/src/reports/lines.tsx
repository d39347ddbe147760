import "@mantine/charts/styles.css";
import { AreaChart } from "@mantine/charts";
import type { SummaryRow } from "../api/types";
import { useT } from "../i18n";
import { dateShort } from "../i18n/format";

/** Conversations over time, with those that were left beside them. */
export function Lines({ rows, isHours }: { rows: readonly SummaryRow[]; isHours: boolean }) {
  const t = useT();
  const sessions = t("reports.sessions");
  const abandoned = t("reports.abandon");
  const data = rows.map((row) => ({
    at: isHours ? `${row.key}` : row.key ? dateShort(row.key) : "",
    [sessions]: row.sessions,
    [abandoned]: row.abandoned,
  }));
  const most = Math.max(...rows.map((row) => row.sessions));
  const peak = rows.find((row) => row.sessions === most);
  return (
    <div className="chart" role="img" aria-label={`${sessions}: ${most}, ${isHours ? (peak?.key ?? "") : peak?.key ? dateShort(peak.key) : ""}`}>
      <AreaChart
        h={240}
        data={data}
        dataKey="at"
        series={[
          { name: sessions, color: "var(--accent)" },
          { name: abandoned, color: "var(--attn)", strokeDasharray: "4 4" },
        ]}
        curveType="monotone"
        withLegend
        withDots={rows.length < 40}
        gridAxis="x"
        fillOpacity={0.12}
        yAxisProps={{ allowDecimals: false, width: 36 }}
        strokeWidth={2}
      />
    </div>
  );
}
