import { useQuery } from "@tanstack/react-query";
import { api, everything } from "../api/http";
import type { Agent, Canned, Department, Page, Staff, Tag } from "../api/types";

const SELDOM_MS = 5 * 60_000;
const NONE: never[] = [];

export function useDepartments(): Department[] {
  return useQuery({ queryKey: ["departments"], queryFn: () => everything<Department>("auth/departments"), staleTime: SELDOM_MS }).data ?? NONE;
}

export function useTags(): Tag[] {
  return useQuery({ queryKey: ["tags"], queryFn: async () => (await api<Page<Tag>>("chat/tags")).items, staleTime: SELDOM_MS }).data ?? NONE;
}

export function useStaff(isWanted = true): Staff[] {
  return useQuery({ queryKey: ["staff"], queryFn: () => everything<Staff>("auth/staff"), staleTime: SELDOM_MS, enabled: isWanted }).data ?? NONE;
}

/** Agents with their load now. */
export function useAgents(isWanted = true): Agent[] {
  return useQuery({ queryKey: ["agents"], queryFn: async () => (await api<Page<Agent>>("routing/agents", { query: { limit: 1000 } })).items, staleTime: 10_000, enabled: isWanted }).data ?? NONE;
}

export function useCanned(isWanted = true): Canned[] {
  return useQuery({ queryKey: ["canned"], queryFn: async () => (await api<Page<Canned>>("chat/canned-replies")).items, staleTime: SELDOM_MS, enabled: isWanted }).data ?? NONE;
}
