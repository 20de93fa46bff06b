// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>

#include "velox/base/text.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

int report_error(const Error& error) {
  fmt::print(stderr, "velox: {}\n", error.describe());
  if (error.code() == ErrorCode::usage) return kUsage;
  if (error.code() == ErrorCode::cancelled) return kInterrupted;
  return kFailed;
}

namespace {

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands({})) names.push_back(verb->get_name());
  return names;
}

// The word where a verb should be, when no verb has that name; "" when there is nothing to say about it.
std::string unknown_verb(const std::vector<std::string>& names, int argc, char** argv) {
  if (argc < 2 || *argv[1] == '-' || *argv[1] == 0) return "";
  return std::ranges::find(names, argv[1]) == names.end() ? argv[1] : "";
}

int report_unknown_verb(const std::vector<std::string>& names, const std::string& word) {
  const auto near = profile::near_names(word, names);
  const std::string hint = near.empty() ? "The verbs are " + text::join(names, ", ") + "."
                                        : "Did you mean " + text::join(near, " or ") + "?";
  return report_error(Error(ErrorCode::usage, fmt::format("there is no verb '{}'", word), hint));
}

}  // namespace

int run(int argc, char** argv, const agents::Installation& installation) {
  CLI::App app(
      "Finds where a Python project's time goes, rewrites that code, proves that the rewrite behaves the same and is\n"
      "faster, and hands over a patch with its evidence.",
      "velox");
  app.require_subcommand(1);
  app.set_version_flag("--version", "velox " VX_VERSION);
  app.footer("Start with: velox optimize FILE.py    Every decision can be asked for: velox explain ID");
  Context context{installation, {}};
  add_optimize(app, context);
  add_analyze(app, context);
  add_profile(app, context);
  add_check(app, context);
  add_history(app, context);
  add_show(app, context);
  add_verify(app, context);
  add_explain(app, context);
  add_apply(app, context);
  add_rollback(app, context);
  add_rules(app, context);
  add_kb(app, context);
  add_learn(app, context);
  add_doctor(app, context);
  const auto names = verb_names(app);
  if (const std::string word = unknown_verb(names, argc, argv); !word.empty()) return report_unknown_verb(names, word);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& done) {
    return app.exit(done);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "velox: {}\n  `velox --help` and `velox VERB --help` list what can be given.\n", error.what());
    return kUsage;
  }
  return context.action ? context.action() : kUsage;
}

}  // namespace velox::cli
