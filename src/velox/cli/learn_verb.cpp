// SPDX-License-Identifier: Apache-2.0
// learn: new rules from what is known to be right and faster, and packs of what was learned; policies are in files of their own.
#include <CLI/CLI.hpp>

#include <fmt/format.h>
#include <unistd.h>

#include "velox/agents/rule_learner.hpp"
#include "velox/agents/transfer_pack.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/cli/learn_verbs.hpp"
#include "velox/cli/option_parsing.hpp"
#include "velox/cli/terminal.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

constexpr int kCommits = 400;

struct Arguments {
  std::string root, pairs, repository, json, pack;
  int commits = kCommits;
};

Json to_json(const agents::Learning& learning) {
  Json pages = Json::array();
  for (const auto& page : learning.pages) {
    pages.push_back({{"id", page.rule.page.id},
                     {"title", page.rule.page.title},
                     {"file", page.file.string()},
                     {"known", page.known},
                     {"learned_from", page.rule.learned_from},
                     {"held_out", page.rule.held_out}});
  }
  return {{"schema", "velox.learned-rules/1"},
          {"examples", learning.examples},
          {"covered", learning.covered},
          {"rules", std::move(pages)}};
}

int show(const agents::Learning& learning, const std::string& json_file) {
  if (!json_file.empty()) {
    const auto written = write_document(json_file, json::dump(to_json(learning), 2) + "\n");
    return written ? kDone : report_error(written.error());
  }
  const Style style = Style::detect(STDOUT_FILENO, false);
  fmt::print("{} looked at, {} of them done by rules that there are\n", plural(learning.examples, "change"),
             learning.covered);
  if (learning.pages.empty()) {
    fmt::print("no new rule: it takes three changes of one build, one of which has no part in making it\n");
    return kDone;
  }
  for (const auto& page : learning.pages) {
    fmt::print("\n{}{}\n  {}\n", style.bold(page.rule.page.id), page.known ? style.dim("  known") : "",
               page.rule.page.title);
    const auto& rewrite = page.rule.page.rewrites.front();
    for (const std::string& condition : rewrite.conditions) fmt::print("  {}\n", style.dim("where " + condition));
    fmt::print("  made from {}, right on {} more\n", plural(page.rule.learned_from.size(), "change"),
               page.rule.held_out.size());
  }
  fmt::print("\n  velox rules test · velox optimize FILE.py tries them like any other\n");
  return kDone;
}

Result<agents::Learning> from_here(const Arguments& arguments) {
  const fs::path root = fs::absolute(arguments.root.empty() ? "." : arguments.root).lexically_normal();
  if (!arguments.pairs.empty()) return agents::learn_from(root, VX_TRY(agents::examples_from_pairs(arguments.pairs)));
  auto memory = VX_TRY(agents::Memory::open(arguments.root.empty() ? std::nullopt : std::optional<fs::path>(root)));
  return agents::learn_from(memory.root(), VX_TRY(agents::examples_from_patches(memory)));
}

int rules(const Arguments& arguments) {
  const auto learning = from_here(arguments);
  return learning ? show(*learning, arguments.json) : report_error(learning.error());
}

int mine(const Arguments& arguments) {
  const fs::path root = fs::absolute(arguments.root.empty() ? "." : arguments.root).lexically_normal();
  auto mined = agents::examples_from_history(arguments.repository, arguments.commits);
  if (!mined) return report_error(mined.error());
  if (arguments.json.empty())
    fmt::print("{} that speak of speed, {} changed by them\n",
               plural(static_cast<std::uint64_t>(mined->commits), "commit"),
               plural(static_cast<std::uint64_t>(mined->files), "file"));
  const auto learning = agents::learn_from(root, std::move(mined->examples));
  return learning ? show(*learning, arguments.json) : report_error(learning.error());
}

std::optional<fs::path> wanted_root(const Arguments& arguments) {
  return arguments.root.empty() ? std::nullopt : std::optional<fs::path>(arguments.root);
}

int export_pack(const Arguments& arguments) {
  auto memory = agents::Memory::open(wanted_root(arguments));
  if (!memory) return report_error(memory.error());
  const auto pack = agents::make_pack(*memory);
  if (!pack) return report_error(pack.error());
  const auto written = write_file_atomic(arguments.pack, pack->text);
  if (!written) return report_error(written.error());
  fmt::print("{}: {} and {}, without names, text or paths; {} stay here\n", arguments.pack,
             plural(pack->contents.cases, "case"), plural(pack->contents.rules, "learned rule"),
             pack->contents.left_out);
  return kDone;
}

int import_pack(const Arguments& arguments) {
  auto memory = agents::Memory::open_or_create(wanted_root(arguments));
  if (!memory) return report_error(memory.error());
  const auto taken = agents::take_pack(arguments.pack, *memory);
  if (!taken) return report_error(taken.error());
  fmt::print("{} and {} added\n", plural(taken->cases, "case"), plural(taken->rules, "learned rule"));
  return kDone;
}

void add_common(CLI::App& verb, Arguments& arguments) {
  verb.add_option("--root", arguments.root, "The project whose .velox/rules gets the pages (the current folder)")
      ->type_name("DIR");
  verb.add_option("--json", arguments.json, "Write the result to a file, or - for stdout")->type_name("FILE");
}

}  // namespace

void add_learn(CLI::App& app, Context& context) {
  CLI::App* learn = app.add_subcommand("learn", "Policies that choose what to try, and rules of this project's own");
  learn->require_subcommand(1);
  auto own = std::make_shared<Arguments>();
  CLI::App* from_patches =
      learn->add_subcommand("rules", "From the patches that were accepted here, or from pairs of files");
  from_patches->add_option("--pairs", own->pairs, "A folder with NAME.before.py and NAME.after.py")->type_name("DIR");
  add_common(*from_patches, *own);
  from_patches->callback([&context, own] { context.action = [own] { return rules(*own); }; });
  auto mined = std::make_shared<Arguments>();
  CLI::App* history = learn->add_subcommand("mine", "From commits whose message speaks of speed");
  history->add_option("REPO", mined->repository, "A git repository")->required();
  history->add_option("--commits", mined->commits, "Look at so many of them, newest first (400)")->type_name("N");
  add_common(*history, *mined);
  history->callback([&context, mined] { context.action = [mined] { return mine(*mined); }; });
  const auto pack = [&](const char* name, const char* what, int (*act)(const Arguments&)) {
    auto given = std::make_shared<Arguments>();
    CLI::App* verb = learn->add_subcommand(name, what);
    verb->add_option("FILE", given->pack, "Of the pack")->required();
    verb->add_option("--root", given->root, "The project's folder; found when not given")->type_name("DIR");
    verb->callback([&context, given, act] { context.action = [given, act] { return act(*given); }; });
  };
  pack("export", "What was learned here, without names, text or paths, for another project", export_pack);
  pack("import", "Adds what another project has learned", import_pack);
  add_collect(*learn, context);
  add_policies(*learn, context);
}

}  // namespace velox::cli
