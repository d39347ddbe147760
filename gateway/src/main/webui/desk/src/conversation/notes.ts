import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { uuid } from "@sapa/client";
import { api } from "../api/http";
import type { Note, Page } from "../api/types";

const key = (conversation: string) => ["notes", conversation];

export function useNotes(conversation: string) {
  return useQuery({
    queryKey: key(conversation),
    queryFn: async () => (await api<Page<Note>>(`chat/conversations/${conversation}/notes`, { query: { limit: 200 } })).items,
  });
}

/** Puts a note where it belongs; one that is there stays. */
export function takeNote(queries: QueryClient, note: Note) {
  queries.setQueryData<Note[]>(key(note.conversation_id), (known) => {
    if (!known || known.some((one) => one.id === note.id)) return known;
    return [...known, note].sort((a, b) => a.ordinal - b.ordinal);
  });
}

/** Writes a note; its own id makes a repeat harmless. */
export function useWriteNote(conversation: string) {
  const queries = useQueryClient();
  return async (text: string, mentions: string[]) => {
    const clientNoteId = uuid();
    const note = await api<Note>(`chat/conversations/${conversation}/notes`, {
      method: "POST",
      body: { text, mentions, client_note_id: clientNoteId },
    });
    takeNote(queries, note);
  };
}
