// SPDX-License-Identifier: Apache-2.0
// kb: what past experiments know about code that is built like this.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>

#include "velox/agents/knowledge_base.hpp"
#include "velox/base/file_system.hpp"
#include "velox/base/json_full.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/terminal.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

constexpr std::size_t kShownUnits = 8;
constexpr int kRuleColumns = 34;

struct Arguments {
  std::vector<std::string> targets;
  std::string root, json;
  std::size_t count = 50;
};

agents::Options options_of(const Arguments& arguments) {
  agents::Options options;
  options.targets = arguments.targets;
  if (!arguments.root.empty()) options.root = arguments.root;
  return options;
}

int write_json(const std::string& file, const Json& document) {
  const auto written = write_document(file, json::dump(document, 2) + "\n");
  return written ? kDone : report_error(written.error());
}

std::string percent(double share) { return fmt::format("{:.0f} %", share * 100); }

void print_about(const agents::KnowledgeAbout& about, const Style& style) {
  fmt::print("{}  {}\n", style.bold(about.unit.qualname), style.dim(fmt::format("{}:{}", about.unit.file, about.line)));
  if (about.similar.empty()) {
    fmt::print("  nothing built like it among {}\n\n", plural(about.cases, "experiment"));
    return;
  }
  for (const auto& a : about.advice) {
    const std::string gain = a.accepted > 0 ? show_factor(std::exp(a.gain)) : "no gain yet";
    fmt::print("  {}  {}  accepted {} of {}, chance {} [{}, {}], {} each\n", fit(a.strategy, kRuleColumns),
               a.accepted > 0 ? style.green(fit(gain, 11)) : style.dim(fit(gain, 11)), a.accepted, a.cases,
               percent(a.chance), percent(a.low), percent(a.high), show_seconds(a.seconds));
  }
  fmt::print("  {}\n", style.dim("built like it"));
  for (std::size_t i = 0; i < std::min(about.similar.size(), kShownUnits); ++i) {
    const auto& s = about.similar[i];
    const std::string fate =
        s.verdict == model::VerdictKind::accepted ? show_factor(std::exp(s.gain)) : model::to_string(s.verdict);
    fmt::print("    {:.2f}  {}  {}  {}\n", s.similarity, fit_end(s.unit, kRuleColumns), fit(s.strategy, kRuleColumns),
               fate);
  }
  if (about.similar.size() > kShownUnits)
    fmt::print("    {}\n",
               style.dim(fmt::format("and {} more (--json - lists them)", about.similar.size() - kShownUnits)));
  fmt::print("\n");
}

int search(const Arguments& arguments) {
  const auto found = agents::search_knowledge(options_of(arguments), arguments.count);
  if (!found) return report_error(found.error());
  if (!arguments.json.empty()) return write_json(arguments.json, agents::to_json(*found));
  for (const auto& about : *found) print_about(about, Style::detect(STDOUT_FILENO, false));
  return kDone;
}

int practices(const Arguments& arguments) {
  const auto found = agents::practices(options_of(arguments));
  if (!found) return report_error(found.error());
  if (!arguments.json.empty()) return write_json(arguments.json, agents::to_json(*found));
  const Style style = Style::detect(STDOUT_FILENO, false);
  if (found->empty()) fmt::print("nothing was tried here yet: velox optimize FILE.py\n");
  for (const auto& p : *found) {
    const std::string gain =
        p.accepted > 0 ? style.green(fit(show_factor(std::exp(p.gain)), 8)) : style.dim(fit("–", 8));
    fmt::print("{}  {}  accepted {} of {}{}, {} each  {}\n", style.bold(fit(p.strategy, kRuleColumns)), gain,
               p.accepted, p.tried, p.wrong > 0 ? fmt::format(", {} behaved differently", p.wrong) : "",
               show_seconds(p.seconds), style.dim(p.python));
    if (!p.title.empty()) fmt::print("  {}\n", style.dim(p.title));
  }
  return kDone;
}

void add_common(CLI::App& verb, Arguments& arguments) {
  verb.add_option("--root", arguments.root, "The project's folder; found when not given")->type_name("DIR");
  verb.add_option("--json", arguments.json, "Write the result to a file, or - for stdout")->type_name("FILE");
}

}  // namespace

void add_kb(CLI::App& app, Context& context) {
  CLI::App* kb = app.add_subcommand("kb", "What past experiments know: similar code, and how each rewrite fared");
  kb->require_subcommand(1);
  auto asked = std::make_shared<Arguments>();
  CLI::App* find = kb->add_subcommand("search", "Code that is built like a unit, and what worked there");
  find->add_option("TARGET", asked->targets, "FILE.py::NAME")->required();
  find->add_option("--count", asked->count, "Look at this many of the most similar experiments (50)")->type_name("N");
  add_common(*find, *asked);
  find->callback([&context, asked] { context.action = [asked] { return search(*asked); }; });
  auto listed = std::make_shared<Arguments>();
  CLI::App* practice = kb->add_subcommand("practices", "How each rewrite has fared in this project");
  add_common(*practice, *listed);
  practice->callback([&context, listed] { context.action = [listed] { return practices(*listed); }; });
}

}  // namespace velox::cli
