// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "velox/agents/catalogue.hpp"
#include "velox/agents/effects.hpp"
#include "velox/agents/rule_cases.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/terminal.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  std::string id, root = ".";
  bool json = false, page = false;
};

using Catalogue = std::vector<agents::CatalogueEntry>;

std::string json_list(const Catalogue& catalogue) {
  Json list = Json::array();
  for (const auto& [rule, text, file, compiled] : catalogue) {
    list.push_back({{"id", rule.id},
                    {"title", rule.title},
                    {"family", rule.family},
                    {"kind", rule.kind},
                    {"assurance", model::to_string(rule.assurance)},
                    {"python", rule.python},
                    {"factor", rule.factor},
                    {"cost", {{"before", rule.cost_before}, {"after", rule.cost_after}}},
                    {"file", file.empty() ? Json() : Json(file.string())}});
  }
  return json::dump(Json{{"schema", "velox.rules/1"}, {"rules", list}}, 2);
}

void print_list(const Catalogue& catalogue) {
  const Style style = Style::detect(STDOUT_FILENO, false);
  std::size_t own = 0;
  for (const auto& [rule, text, file, compiled] : catalogue) {
    const bool changes = !rule.cost_before.empty() && rule.cost_before != rule.cost_after;
    const std::string cost = changes ? rule.cost_before + " → " + rule.cost_after : "";
    fmt::print("{}  {}  {}{}\n", style.bold(fit(rule.id, 34)), style.dim(fit(cost, 28)), rule.title,
               file.empty() ? "" : style.dim(" (" + file.string() + ")"));
    own += file.empty() ? 0 : 1;
  }
  fmt::print("\n{}{} · velox rules ID shows a rule's page: what it does, when it would be wrong, what was measured\n",
             plural(catalogue.size(), "rule"), own == 0 ? "" : fmt::format(", {} of this project", own));
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

void print_page(const agents::CatalogueEntry& entry) {
  const Style style = Style::detect(STDOUT_FILENO, false);
  const auto& rule = entry.page;
  fmt::print("{} · {}\n{} · about ×{:g} on the code it changes", style.bold(rule.id), rule.title,
             model::to_string(rule.assurance), rule.factor);
  if (!rule.cost_before.empty()) fmt::print(" · {} → {}", rule.cost_before, rule.cost_after);
  fmt::print("\n\n{}\n", readable(entry.text));
}

Result<void> rules(const Arguments& arguments) {
  const Catalogue catalogue = VX_TRY(agents::catalogue_of(fs::absolute(arguments.root).lexically_normal()));
  if (arguments.id.empty()) {
    if (arguments.json)
      fmt::print("{}\n", json_list(catalogue));
    else
      print_list(catalogue);
    return {};
  }
  const auto entry = std::ranges::find(catalogue, arguments.id, [](const auto& one) { return one.page.id; });
  if (entry == catalogue.end()) {
    return fail(ErrorCode::not_found, fmt::format("there is no rule '{}'", arguments.id),
                agents::rule_hint(catalogue, arguments.id));
  }
  if (arguments.page)
    fmt::print("{}\n", entry->text);
  else
    print_page(*entry);
  return {};
}

struct TestArguments {
  std::vector<std::string> ids;
  std::string root = ".", python;
};

int test(const TestArguments& arguments, const agents::Installation& installation) {
  const auto python = arguments.python.empty() ? std::nullopt : std::optional<std::string>(arguments.python);
  const fs::path root = fs::absolute(arguments.root).lexically_normal();
  const auto tests = agents::test_rules(root, arguments.ids, installation, python);
  if (!tests) return report_error(tests.error());
  const Style style = Style::detect(STDOUT_FILENO, false);
  if (tests->empty())
    fmt::print("This project has no rules of its own; `velox rules new ID` begins one in .velox/rules.\n");
  bool good = true;
  for (const auto& one : *tests) {
    good = good && one.failures.empty();
    fmt::print("  {} {}  {}\n", one.failures.empty() ? style.green("✔") : style.red("✘"), style.bold(one.id),
               plural(one.cases, "case"));
    for (const auto& [line, title, message] : one.failures) {
      const std::string page = one.file.empty() ? one.id + ".md" : one.file.string();
      fmt::print("    {}{}: {}: {}\n", page, line > 0 ? fmt::format(":{}", line) : "", title, message);
    }
  }
  return good ? kDone : kFailed;
}

void add_test(CLI::App& rules_verb, Context& context) {
  auto arguments = std::make_shared<TestArguments>();
  CLI::App* verb = rules_verb.add_subcommand("test", "Tests pages by their own cases: the project's, or those named");
  verb->add_option("IDS", arguments->ids, "Of rules");
  verb->add_option("--root", arguments->root, "The project's folder")->type_name("DIR");
  verb->add_option("--python", arguments->python, "The interpreter that runs the cases")->type_name("EXE");
  verb->callback([&context, arguments] {
    context.action = [&context, arguments] { return test(*arguments, context.installation); };
  });
}

struct BenchArguments {
  std::vector<std::string> ids, pythons;
  std::string root = ".", json, write;
  bool all = false, keep = false;
};

constexpr double kSlower = 0.98;

void print_effects(const rules::Measured& measured) {
  const Style style = Style::detect(STDOUT_FILENO, false);
  for (const auto& one : measured.effects) {
    const std::string ratio = fmt::format("×{:<6.2f}", one.ratio);
    const std::string how = fmt::format("[{:.2f}, {:.2f}] {}  {} before  {} {}", one.low, one.high,
                                        plural(static_cast<std::size_t>(one.pairs), "pair"), show_seconds(one.seconds),
                                        measured.implementation, measured.version);
    fmt::print("{}  {} {}  {}\n", style.bold(fit(one.rule, 34)), one.high < kSlower ? style.red(ratio) : ratio,
               fit(one.input, 30), style.dim(how));
  }
  std::fflush(stdout);
}

// Kept after each page: measuring all takes minutes, and what was measured stays when it is stopped.
Result<void> bench(const BenchArguments& arguments, const agents::Installation& installation) {
  if (arguments.all && !arguments.ids.empty())
    return fail(ErrorCode::usage, "--all is for all rules, and some are named", "Leave out one of the two.");
  const fs::path root = fs::absolute(arguments.root).lexically_normal();
  const fs::path file = arguments.write.empty() ? agents::effects_file(root) : fs::path(arguments.write);
  Result<void> kept;
  const auto told = [&](const rules::Measured& measured) {
    if (arguments.json != "-") print_effects(measured);
    if (arguments.keep && kept) kept = agents::add_effects(file, {measured});
  };
  const auto measured = VX_TRY(agents::bench_rules(root, arguments.ids, installation, arguments.pythons, told));
  VX_TRY(std::move(kept));
  rules::EffectsTable table;
  for (const auto& one : measured) table.put(one);
  return arguments.json.empty() ? Result<void>() : write_document(arguments.json, table.text());
}

void add_bench(CLI::App& rules_verb, Context& context) {
  auto arguments = std::make_shared<BenchArguments>();
  CLI::App* verb =
      rules_verb.add_subcommand("bench", "Times what the pages of rules time, before and after, on this machine");
  verb->add_option("IDS", arguments->ids, "Of rules; all when none is named");
  verb->add_flag("--all", arguments->all, "All rules, as when none is named");
  verb->add_option("--python", arguments->pythons, "An interpreter; several times for several of them")
      ->type_name("EXE")
      ->allow_extra_args(false);
  verb->add_option("--root", arguments->root, "The project's folder")->type_name("DIR");
  auto* write = verb->add_option("--write", arguments->write,
                                 "Put the result into a table, .velox/effects.json if no other is named: what is there "
                                 "counts more than what comes with the program")
                    ->type_name("FILE")
                    ->expected(0, 1);
  verb->add_option("--json", arguments->json, "Write the result to a file, or - for stdout")->type_name("FILE");
  verb->callback([&context, arguments, write] {
    arguments->keep = write->count() > 0;
    context.action = [&context, arguments] {
      const auto done = bench(*arguments, context.installation);
      return done ? kDone : report_error(done.error());
    };
  });
}

void add_new(CLI::App& rules_verb, Context& context) {
  auto id = std::make_shared<std::string>();
  auto root = std::make_shared<std::string>(".");
  CLI::App* verb = rules_verb.add_subcommand("new", "Begins a page for a rule of this project, in .velox/rules");
  verb->add_option("ID", *id, "Its name, such as split-once")->required();
  verb->add_option("--root", *root, "The project's folder")->type_name("DIR");
  verb->callback([&context, id, root] {
    context.action = [id, root] {
      const auto file = agents::new_rule(fs::absolute(*root).lexically_normal(), *id);
      if (!file) return report_error(file.error());
      fmt::print("{} is a rule that works. Change it, then: velox rules test {}\n", file->string(), *id);
      return kDone;
    };
  });
}

}  // namespace

void add_rules(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand("rules", "The catalogue of rewrites, or the page of one");
  verb->add_option("ID", arguments->id, "Of a rule");
  verb->add_flag("--page", arguments->page, "The whole page, with its cases");
  verb->add_flag("--json", arguments->json, "As JSON");
  verb->add_option("--root", arguments->root, "The project's folder, for its own rules in .velox/rules")
      ->type_name("DIR");
  add_test(*verb, context);
  add_bench(*verb, context);
  add_new(*verb, context);
  verb->callback([&context, verb, arguments] {
    if (!verb->get_subcommands().empty()) return;
    context.action = [arguments] {
      const auto done = rules(*arguments);
      return done ? kDone : report_error(done.error());
    };
  });
}

}  // namespace velox::cli
