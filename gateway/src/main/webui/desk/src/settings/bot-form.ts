import type { KeywordBot } from "../api/types";

/** An answer as it is edited: its keywords stand in one line. */
export interface AnswerForm {
  topic: string;
  keywords: string;
  text: string;
}

export interface BotForm {
  enabled: boolean;
  name: string;
  answers: AnswerForm[];
  fallback: string;
  handOverKeywords: string;
  handOverText: string;
}

export const NEW_ANSWER: AnswerForm = { topic: "", keywords: "", text: "" };

/** Of a company that has defined no bot. */
export const UNDEFINED: BotForm = { enabled: false, name: "", answers: [], fallback: "", handOverKeywords: "", handOverText: "" };

/** Words or phrases between commas, each once. */
export function keywordsOf(line: string): string[] {
  return [...new Set(line.split(/[,;\n]/u).map((one) => one.trim().replace(/\s+/gu, " ")))].filter((one) => one !== "");
}

export function asForm(bot: KeywordBot): BotForm {
  return {
    enabled: bot.enabled,
    name: bot.name,
    answers: bot.answers.map(({ topic, keywords, text }) => ({ topic, keywords: keywords.join(", "), text })),
    fallback: bot.fallback ?? "",
    handOverKeywords: bot.hand_over.keywords.join(", "),
    handOverText: bot.hand_over.text,
  };
}

export function asDefinition(form: BotForm): KeywordBot {
  return {
    enabled: form.enabled,
    name: form.name.trim(),
    answers: form.answers.map(({ topic, keywords, text }) => ({ topic: topic.trim(), keywords: keywordsOf(keywords), text: text.trim() })),
    fallback: form.fallback.trim() || null,
    hand_over: { keywords: keywordsOf(form.handOverKeywords), text: form.handOverText.trim() },
  };
}

/** Whether nothing that the bot needs is left empty. */
export function isComplete(form: BotForm): boolean {
  const { name, answers, hand_over: handOver } = asDefinition(form);
  return name !== "" && handOver.text !== "" && answers.every((one) => one.topic !== "" && one.text !== "" && one.keywords.length > 0);
}
