// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include "velox/agents/catalogue.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/terminal.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  std::string id;
  bool json = false, page = false;
};

Result<void> print_list(bool as_json) {
  const auto rules = VX_TRY(agents::list_rules());
  if (as_json) {
    Json list = Json::array();
    for (const auto& rule : rules) {
      list.push_back({{"id", rule.id},
                      {"title", rule.title},
                      {"family", rule.family},
                      {"assurance", rule.assurance},
                      {"python", rule.python},
                      {"factor", rule.factor},
                      {"cost", {{"before", rule.cost_before}, {"after", rule.cost_after}}}});
    }
    fmt::print("{}\n", json::dump(Json{{"schema", "velox.rules/1"}, {"rules", list}}, 2));
    return {};
  }
  const Style style = Style::detect(STDOUT_FILENO, false);
  for (const auto& rule : rules) {
    const std::string cost = rule.cost_before.empty() || rule.cost_before == rule.cost_after
                                 ? ""
                                 : rule.cost_before + " → " + rule.cost_after;
    fmt::print("{}  {}  {}\n", style.bold(fit(rule.id, 28)), style.dim(fit(cost, 28)), rule.title);
  }
  fmt::print("\n{} · velox rules ID shows a rule's page: what it does, when it would be wrong, what was measured\n",
             plural(rules.size(), "rule"));
  return {};
}

// What a person reads of a page: not the front matter, nor the cases that test the rule.
std::string readable(const std::string& page) {
  constexpr std::string_view kFence = "---\n", kCases = "## Cases", kCase = "\n### ";
  const auto head_end = page.find(kFence, kFence.size());
  const auto begin = head_end == std::string::npos ? 0 : head_end + kFence.size();
  const auto end = std::min(page.find(kCases, begin), page.size());
  std::size_t cases = 0;
  for (auto at = page.find(kCase, end); at != std::string::npos; at = page.find(kCase, at + 1)) ++cases;
  return page.substr(begin, end - begin) +
         fmt::format("{} on its page show and test it (--page).", plural(cases, "case"));
}

Result<void> rules(const Arguments& arguments) {
  if (arguments.id.empty()) return print_list(arguments.json);
  const std::string page = VX_TRY(agents::rule_page(arguments.id));
  if (arguments.page) {
    fmt::print("{}\n", page);
    return {};
  }
  const Style style = Style::detect(STDOUT_FILENO, false);
  for (const auto& rule : VX_TRY(agents::list_rules())) {
    if (rule.id != arguments.id) continue;
    fmt::print("{} · {}\n{} · about ×{:g} on the code it changes", style.bold(rule.id), rule.title, rule.assurance,
               rule.factor);
    if (!rule.cost_before.empty()) fmt::print(" · {} → {}", rule.cost_before, rule.cost_after);
    fmt::print("\n\n");
  }
  fmt::print("{}\n", readable(page));
  return {};
}

}  // namespace

void add_rules(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("rules", "The catalogue of rewrites, or the page of one");
  verb->add_option("ID", arguments->id, "Of a rule");
  verb->add_flag("--page", arguments->page, "The whole page, with its cases");
  verb->add_flag("--json", arguments->json, "As JSON");
  verb->callback([&context, arguments] {
    context.action = [arguments] {
      const auto done = rules(*arguments);
      return done ? kDone : report_error(done.error());
    };
  });
}

}  // namespace velox::cli
