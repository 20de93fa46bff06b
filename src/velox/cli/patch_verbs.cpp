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

Result<void> apply(agents::Memory& memory, const std::string& id) {
  for (const auto& record : VX_TRY(memory.apply(id))) fmt::print("applied {}  {}\n", record.id, record.file);
  fmt::print("velox rollback takes it out again\n");
  return {};
}

Result<void> roll_back(agents::Memory& memory, const std::string& id) {
  const auto done = VX_TRY(memory.roll_back(id));
  for (const auto& record : done.now) fmt::print("rolled back {}  {}\n", record.id, record.file);
  for (const auto& record : done.before) {
    fmt::print("{} is as it was before patch {} already; noted as not applied\n", record.file, record.id);
  }
  if (!done.now.empty()) fmt::print("the files are as they were before\n");
  return {};
}

Result<void> change(const Arguments& arguments, Direction direction) {
  auto memory =
      VX_TRY(agents::Memory::open(arguments.root.empty() ? std::nullopt : std::optional<fs::path>(arguments.root)));
  return direction == Direction::apply ? apply(memory, arguments.id) : roll_back(memory, arguments.id);
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
