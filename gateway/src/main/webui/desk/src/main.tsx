import "./theme/components.css";
import "@mantine/notifications/styles.css";
import "./theme/tokens.css";
import "./theme/mantine.css";
import "./theme/desk.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/http";
import { App } from "./app";
import { isDark, usePreferences } from "./settings/preferences";
import { theme } from "./theme/theme";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, failure) => count < 3 && failure instanceof ApiError && (failure.status === 0 || failure.status >= 500),
      retryDelay: (attempt, failure) =>
        failure instanceof ApiError && failure.retryAfter ? failure.retryAfter * 1000 : Math.min(1000 * 2 ** attempt, 15_000),
    },
  },
});

function Root() {
  const chosen = usePreferences();
  return (
    <MantineProvider
      key={chosen.direction}
      theme={theme}
      forceColorScheme={isDark() ? "dark" : "light"}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Notifications position="bottom-left" limit={4} autoClose={6000} />
      <App />
    </MantineProvider>
  );
}

createRoot(document.getElementById("desk") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Root />
    </QueryClientProvider>
  </StrictMode>,
);
