import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { t } from "../i18n";

const tuple = (name: string) =>
  Array.from({ length: 10 }, (_, shade) => `var(--${name}-${shade})`) as unknown as MantineColorsTuple;

/** Mantine in the desk's colours. The variables themselves stand in mantine.css: nothing writes styles at run time. */
export const theme = createTheme({
  primaryColor: "laut",
  primaryShade: { light: 7, dark: 4 },
  colors: { laut: tuple("laut"), batu: tuple("batu"), kunyit: tuple("kunyit"), cabai: tuple("cabai"), daun: tuple("daun") },
  defaultRadius: 9,
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily: "var(--font)",
  components: {
    Modal: { defaultProps: () => ({ lockScroll: false, centered: true, radius: 14, transitionProps: { duration: 180 }, closeButtonProps: { "aria-label": t("dialog.close") } }) },
    Drawer: { defaultProps: { lockScroll: false } },
    Menu: { defaultProps: { radius: 10, shadow: "md", transitionProps: { duration: 120 } } },
    Select: { defaultProps: { comboboxProps: { shadow: "md" }, checkIconPosition: "right" } },
    MultiSelect: { defaultProps: { comboboxProps: { shadow: "md" } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
});
