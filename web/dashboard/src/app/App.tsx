import { QueryClientProvider } from "@tanstack/react-query";
import { createBrowserRouter, Navigate, RouterProvider } from "react-router";
import { newQueryClient } from "../http/queries";
import { LoginPage } from "../session/LoginPage";
import { RequireSession } from "../session/RequireSession";
import { Toasts } from "../ui/toasts";
import { CrashPage } from "./CrashPage";

const queries = newQueryClient();

const toAccount = <Navigate to="/settings/account" replace />;

const router = createBrowserRouter([
  {
    errorElement: <CrashPage />,
    hydrateFallbackElement: <></>,
    children: [
      { path: "/login", element: <LoginPage /> },
      {
        path: "/register/:invite?",
        lazy: async () => ({ Component: (await import("../session/RegisterPage")).RegisterPage }),
      },
      { path: "/share", lazy: async () => ({ Component: (await import("../share/SharePage")).SharePage }) },
      {
        element: <RequireSession />,
        children: [
          {
            lazy: async () => ({ Component: (await import("./Shell")).Shell }),
            children: [
              {
                path: "/conversations/:bucket/:conversationId?",
                lazy: async () => ({ Component: (await import("../conversations/InboxPage")).InboxPage }),
              },
              {
                path: "/inboxes/:inboxId/conversations/:conversationId?",
                lazy: async () => ({ Component: (await import("../conversations/InboxPage")).InboxPage }),
              },
              {
                path: "/getting-started",
                lazy: async () => ({
                  Component: (await import("../widget-settings/GettingStartedPage")).GettingStartedPage,
                }),
              },
              {
                path: "/settings",
                lazy: async () => ({ Component: (await import("./SettingsLayout")).SettingsLayout }),
                children: [
                  {
                    path: "account",
                    lazy: async () => ({ Component: (await import("../account/AccountPage")).AccountPage }),
                  },
                  { path: "team", lazy: async () => ({ Component: (await import("../team/TeamPage")).TeamPage }) },
                  {
                    path: "profile",
                    lazy: async () => ({ Component: (await import("../profile/ProfilePage")).ProfilePage }),
                  },
                  {
                    path: "chat-widget",
                    lazy: async () => ({
                      Component: (await import("../widget-settings/WidgetSettingsPage")).WidgetSettingsPage,
                    }),
                  },
                  {
                    path: "visitor-identity",
                    lazy: async () => ({
                      Component: (await import("../visitor-identity/VisitorIdentityPage")).VisitorIdentityPage,
                    }),
                  },
                  { path: "*", element: toAccount },
                  { index: true, element: toAccount },
                ],
              },
              { path: "/account/team", element: <Navigate to="/settings/team" replace /> },
              { path: "/account/profile", element: <Navigate to="/settings/profile" replace /> },
              { path: "/account/getting-started", element: <Navigate to="/getting-started" replace /> },
              { path: "/account/*", element: toAccount },
              { path: "*", element: <Navigate to="/conversations/all" replace /> },
            ],
          },
        ],
      },
    ],
  },
]);

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>
  );
}
