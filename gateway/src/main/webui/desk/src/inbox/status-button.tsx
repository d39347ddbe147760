import { Menu } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/http";
import type { Agent, Declared } from "../api/types";
import { useT, type Key } from "../i18n";
import { isOnline, useConnection } from "../live/line";
import { Icon } from "../parts/icon";
import { isMuted, toggleMute } from "../shell/alerts";
import { useCommand } from "../shell/keys";
import { complain, say } from "../shell/toast";
import { useProposals } from "./offers";

export const STATUS: Record<Declared, { word: Key; dot: string }> = {
  online: { word: "status.available", dot: "ok" },
  away: { word: "status.away", dot: "away" },
  busy: { word: "status.busy", dot: "busy" },
  offline: { word: "status.offline", dot: "no" },
};

export function useOwnAgent() {
  return useQuery({ queryKey: ["agent", "me"], queryFn: () => api<Agent>("routing/agents/me"), refetchInterval: 30_000 });
}

/** Filled: own conversations; amber: put on top by a person's hand; dashed: offered. */
export function Pips({ load, capacity, offered = 0, label }: { load: number; capacity: number; offered?: number; label: string }) {
  const shown = Math.min(Math.max(capacity, load + offered), 12);
  return (
    <span className="cap" role="meter" aria-label={label} aria-valuemin={0} aria-valuenow={load} aria-valuemax={Math.max(capacity, load)} aria-valuetext={label}>
      {Array.from({ length: shown }, (_, at) => (
        <i key={at} className={at < load ? (at < capacity ? "f" : "x") : at < load + offered ? "o" : ""} />
      ))}
      <em>
        {load}/{capacity}
      </em>
    </span>
  );
}

/** Own declared status and own load, at the head of the list. */
export function StatusHead() {
  const t = useT();
  const queries = useQueryClient();
  const connection = useConnection();
  const { data: agent } = useOwnAgent();
  const offered = useProposals().filter((one) => one.outcome === "open").length;
  const [isOpen, setOpen] = useState(false);
  const isLost = connection.state === "waiting" || (connection.state === "connecting" && connection.attempt > 0);

  useCommand("status", () => setOpen(true));
  useCommand("mute", () => say(t(toggleMute() ? "sound.muted" : "sound.unmuted")));

  async function declare(status: Declared) {
    queries.setQueryData<Agent>(["agent", "me"], (known) => known && { ...known, declared: status, status });
    try {
      queries.setQueryData(["agent", "me"], await api<Agent>("routing/agents/me/status", { method: "PUT", body: { status } }));
    } catch (failure) {
      complain(failure);
      void queries.invalidateQueries({ queryKey: ["agent", "me"] });
    }
  }

  const declared = agent?.declared ?? "offline";
  const isFull = declared === "online" && agent !== undefined && agent.load >= agent.capacity;
  const word = t(isLost ? "status.lost" : isFull ? "status.full" : STATUS[declared].word);
  return (
    <header className="lhead">
      <Menu opened={isOpen} onChange={setOpen} position="bottom-start">
        <Menu.Target>
          <button type="button" className="status" aria-label={t("status.own", { status: word })} disabled={!isOnline(connection) && isLost}>
            <span className={`st ${isLost ? "no" : isFull ? "busy" : STATUS[declared].dot}`} />
            <strong>{agent || isLost ? word : " "}</strong>
            <Icon name="down" size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {(Object.keys(STATUS) as Declared[]).map((one) => (
            <Menu.Item key={one} leftSection={<span className={`st ${STATUS[one].dot}`} />} rightSection={one === declared ? <Icon name="check" size={14} /> : null} onClick={() => void declare(one)}>
              {t(STATUS[one].word)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="bell" size={14} />} onClick={() => say(t(toggleMute() ? "sound.muted" : "sound.unmuted"))}>
            {t("keys.mute")} {isMuted() ? "✓" : ""}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {agent && <Pips load={agent.load} capacity={agent.capacity} offered={offered} label={t("status.load", { n: agent.load, max: agent.capacity })} />}
    </header>
  );
}
