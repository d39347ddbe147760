import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../api/http";
import type { FoundMessage, InboxRow, Page } from "../api/types";
import { useT } from "../i18n";
import { when } from "../i18n/format";
import { Trouble } from "../shell/pages";
import { follow, href } from "../shell/route";
import { conversations } from "./conversations";
import { fromRow } from "./order";
import { Row } from "./row";

const PAUSE_MS = 250;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** What the services find for a text: people and numbers, and words in messages. */
export function useSearch(text: string) {
  const settled = useSettled(text.trim());
  return useQuery({
    queryKey: ["search", settled],
    enabled: settled.length >= 2,
    queryFn: async ({ signal }) => {
      const [people, messages] = await Promise.all([
        api<Page<InboxRow>>("chat/search/conversations", { query: { q: settled, limit: 20 }, signal }),
        api<Page<FoundMessage>>("chat/search/messages", { query: { q: settled, limit: 20 }, signal }),
      ]);
      conversations.take(people.items.map(fromRow));
      return { people: people.items.map((row) => row.id), messages: messages.items };
    },
    placeholderData: (before) => before,
  });
}

export function Found({ search, text, query, open, me }: { search: ReturnType<typeof useSearch>; text: string; query: string; open: string | null; me: string }) {
  const t = useT();
  if (search.isError) return <Trouble failure={search.error} retry={() => void search.refetch()} />;
  if (!search.data) return <div className="rows" aria-busy="true" />;
  const { people, messages } = search.data;
  if (people.length === 0 && messages.length === 0) return <p className="empty">{t("empty.search", { q: text })}</p>;
  return (
    <div className="rows found" aria-live="polite">
      {people.length > 0 && <h2 className="sep">{t("search.people")}</h2>}
      <ul>
        {people.map((id, at) => (
          <li key={id}>
            <Row id={id} isSelected={id === open} query={query} position={at + 1} total={people.length} me={me} />
          </li>
        ))}
      </ul>
      {messages.length > 0 && <h2 className="sep">{t("search.messages")}</h2>}
      <ul>
        {messages.map((hit) => (
          <li key={hit.message.id}>
            <a className="row hit" href={`${href(`c/${hit.conversation.id}`)}${query ? `${query}&` : "?"}seq=${hit.message.seq}`} onClick={follow}>
              <span className="tx">
                <span className="l1">
                  <strong>
                    <bdi>{hit.conversation.visitor.name ?? `#${hit.conversation.number}`}</bdi>
                  </strong>
                  <time>{when(hit.message.posted_at)}</time>
                </span>
                <span className="snippet" dir="auto">
                  {hit.snippet.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>))}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
