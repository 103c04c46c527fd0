// Opens GraphiQL on this page's own endpoint, with the packages' example documents in tabs.
const settings = JSON.parse(document.getElementById("graphiql-settings").textContent);
const address = new URLSearchParams(window.location.search);

const fetcher = GraphiQL.createFetcher({
  url: settings.endpoint,
  // Whoever is signed in asks as themselves; the server then wants Django's token.
  headers: { "X-CSRFToken": settings.csrfToken },
});

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    query: address.get("query") ?? undefined,
    variables: address.get("variables") ?? undefined,
    defaultTabs: settings.examples.map((query) => ({ query })),
    defaultEditorToolsVisibility: false,
    shouldPersistHeaders: false,
  }),
);
