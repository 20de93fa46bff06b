// SPDX-License-Identifier: Apache-2.0
// apply and rollback.
#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include "velox/agents/memory.hpp"
#include "velox/cli/verbs.hpp"

namespace velox::cli {

namespace {

struct Arguments {
  std::string id, root;
};

enum class Direction { apply, roll_back };

Result<void> change(const Arguments& arguments, Direction direction) {
  auto memory =
      VX_TRY(agents::Memory::open(arguments.root.empty() ? std::nullopt : std::optional<fs::path>(arguments.root)));
  const auto records =
      VX_TRY(direction == Direction::apply ? memory.apply(arguments.id) : memory.roll_back(arguments.id));
  for (const auto& record : records) {
    fmt::print("{} {}  {}\n", direction == Direction::apply ? "applied" : "rolled back", record.id, record.file);
  }
  fmt::print("{}\n",
             direction == Direction::apply ? "velox rollback takes it out again" : "the files are as they were before");
  return {};
}

void add_change(CLI::App& app, Context& context, const char* name, const char* help, Direction direction) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* verb = app.add_subcommand(name, help);
  verb->add_option("ID", arguments->id, "Of a patch or run; the newest run when not given");
  verb->add_option("--root", arguments->root, "The project's folder; found when not given")->type_name("DIR");
  verb->callback([&context, arguments, direction] {
    context.action = [arguments, direction] {
      const auto done = change(*arguments, direction);
      return done ? kDone : report_error(done.error());
    };
  });
}

}  // namespace

void add_apply(CLI::App& app, Context& context) {
  add_change(app, context, "apply", "Put a verified patch into the files", Direction::apply);
}

void add_rollback(CLI::App& app, Context& context) {
  add_change(app, context, "rollback", "Take an applied patch out again", Direction::roll_back);
}

}  // namespace velox::cli
