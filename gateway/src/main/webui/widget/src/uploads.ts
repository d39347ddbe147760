import { Refused, type Api, type Uploaded } from "./api";
import { h, icon } from "./dom";
import type { Remembered } from "./memory";
import type { Texts } from "./texts";
import type { Times } from "./time";

interface Upload {
  file: File;
  row: HTMLElement;
  words: HTMLElement;
}

/** What uploads need of the chat they belong to. */
interface Host {
  readonly texts: Texts;
  readonly times: Times;
  readonly api: Api;
  readonly session: Remembered | null;
  readonly isOnline: boolean;
  /** Other rows are to be shown; those that were just added are to be seen. */
  changed(isMore: boolean): void;
  done(file: Uploaded): void;
  tell(text: string): void;
}

/** Files on their way, each a row below the log. They wait as long as the page is open. */
export class Uploads {
  private waiting: Upload[] = [];
  private isBusy = false;

  constructor(private readonly host: Host) {}

  get rows(): HTMLElement[] {
    return this.waiting.map(({ row }) => row);
  }

  clear(): void {
    this.waiting = [];
  }

  add(files: File[]): void {
    for (const file of files) {
      const words = h("small", {}, this.host.texts.uploadWaits);
      const upload: Upload = {
        file,
        words,
        row: h(
          "div",
          { class: "m out q" },
          h("div", { class: "b att" }, icon("file"), h("span", {}, h("strong", {}, file.name), words)),
        ),
      };
      this.waiting.push(upload);
    }
    this.host.changed(true);
    void this.next();
  }

  /** One after the other; what meets no line waits for it. */
  async next(): Promise<void> {
    const upload = this.waiting.find(({ row }) => !row.classList.contains("bad"));
    const { session } = this.host;
    if (!upload || !session || this.isBusy || !this.host.isOnline) {
      return;
    }
    this.isBusy = true;
    const { file, words, row } = upload;
    words.textContent = this.host.texts.uploading(0);
    try {
      const done = await this.host.api.upload(session.session, session.token, file, (percent) => {
        words.textContent = this.host.texts.uploading(percent);
      });
      this.waiting = this.waiting.filter((one) => one !== upload);
      this.host.changed(false);
      this.host.done(done);
    } catch (failure) {
      const refused = failure instanceof Refused ? failure : new Refused(0, "", "", 0);
      if (refused.isPassing) {
        words.textContent = this.host.texts.uploadWaits;
        setTimeout(() => void this.next(), refused.retryAfter * 1000 || 3_000);
      } else {
        this.refuse(upload, refused);
      }
    } finally {
      this.isBusy = false;
    }
    if (this.waiting.length > 0 && !row.isConnected) {
      void this.next();
    }
  }

  private refuse(upload: Upload, refused: Refused): void {
    const { texts } = this.host;
    const isPicture = upload.file.type.startsWith("image/");
    const why =
      refused.status === 413
        ? texts.tooBig(this.host.times.size(isPicture ? 10_000_000 : 25_000_000))
        : refused.status === 415
          ? texts.wrongType
          : refused.status === 422
            ? texts.blocked
            : texts.uploadFailed;
    upload.row.className = "m out bad";
    upload.words.textContent = why;
    upload.row.append(
      h(
        "div",
        { class: "mt" },
        icon("warn"),
        texts.failed,
        h(
          "button",
          {
            class: "lk",
            type: "button",
            onclick: () => {
              this.waiting = this.waiting.filter((one) => one !== upload);
              this.host.changed(false);
            },
          },
          texts.remove,
        ),
      ),
    );
    this.host.tell(`${upload.file.name}: ${why}`);
    void this.next();
  }
}
