// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "velox/cli/verbs.hpp"

namespace velox::cli {

int report_error(const Error& error) {
  fmt::print(stderr, "velox: {}\n", error.describe());
  if (error.code() == ErrorCode::usage) return kUsage;
  if (error.code() == ErrorCode::cancelled) return kInterrupted;
  return kFailed;
}

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
  add_doctor(app, context);
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
