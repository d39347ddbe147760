package dev.sapa.chat.email;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Turns a mail's page into the text that a person would read there; quotations become lines with a {@code >}. */
final class MailHtml implements NodeVisitor {

    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre");
    private static final Set<String> LINES =
            Set.of("div", "tr", "li", "table", "blockquote", "hr", "section", "article");
    private static final String QUOTE = "blockquote";
    private static final int QUOTES_AT_MOST = 20;

    private final StringBuilder text = new StringBuilder();
    private int quotes;

    private MailHtml() {}

    static String text(String html) {
        var page = Jsoup.parse(html);
        page.select("script, style, head, noscript, template, title").remove();
        var visitor = new MailHtml();
        NodeTraversor.traverse(visitor, page);
        return visitor.text
                .toString()
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            write(isPreformatted(words) ? words.getWholeText() : words.text());
            return;
        }
        var name = node.normalName();
        if (name.equals("br")) {
            text.append('\n');
        } else if (PARAGRAPHS.contains(name)) {
            breakTo(2);
        } else if (LINES.contains(name)) {
            breakTo(1);
        }
        if (name.equals(QUOTE)) {
            quotes++;
        } else if (name.equals("li")) {
            write("- ");
        } else if (name.equals("td") || name.equals("th")) {
            write(" ");
        }
    }

    @Override
    public void tail(Node node, int depth) {
        var name = node.normalName();
        if (PARAGRAPHS.contains(name)) {
            breakTo(2);
        } else if (LINES.contains(name)) {
            breakTo(1);
        } else if (name.equals("a")) {
            writeTarget((Element) node);
        }
        if (name.equals(QUOTE)) {
            quotes--;
        }
    }

    private static boolean isPreformatted(TextNode words) {
        var parent = words.parent();
        return parent != null && parent.normalName().equals("pre");
    }

    private void writeTarget(Element link) {
        var target = link.attr("href");
        if (target.startsWith("http") && !link.text().contains(target.replaceFirst("^https?://", ""))) {
            write(" (" + target + ")");
        }
    }

    private void write(String words) {
        for (var line : words.split("(?<=\\n)", -1)) {
            var isAtStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            var said = isAtStart && !line.isBlank() ? line.stripLeading() : line;
            if (said.isEmpty() || (isAtStart && said.isBlank() && !said.contains("\n"))) {
                continue;
            }
            if (isAtStart && quotes > 0) {
                text.append(">".repeat(Math.min(quotes, QUOTES_AT_MOST))).append(' ');
            }
            text.append(said);
        }
    }

    private void breakTo(int lines) {
        var there = 0;
        while (there < text.length() && text.charAt(text.length() - 1 - there) == '\n') {
            there++;
        }
        if (there < text.length()) {
            text.append("\n".repeat(Math.max(0, lines - there)));
        }
    }
}
