// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/example_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "velox/agents/git.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/source/changed_units.hpp"

namespace velox::agents {

namespace {

// Words of commit messages, as an extended regular expression for git, without case.
constexpr const char* kSpeedWords =
    "faster|speed|perf(ormance)?[^a-z]|optimi[sz]|slow|quadratic|O\\(n|efficien|avoid (copy|scan|loop)";
constexpr std::size_t kMostFiles = 20;     ///< of a commit: with more it is not about one thing
constexpr std::uint32_t kMostLines = 200;  ///< of a unit

constexpr const char* kBefore = ".before.py";
constexpr const char* kAfter = ".after.py";

std::string imports_of(const source::ParsedModule& module) {
  std::string text;
  for (const source::Node statement : module.root().items()) {
    if (statement.is("import_statement") || statement.is("import_from_statement"))
      text += std::string(statement.text()) + "\n";
  }
  return text;
}

// The function at the left margin, without its decorators.
std::string function_text(const source::ParsedModule& module, const model::Unit& unit) {
  const source::Node definition = module.definition(unit);
  const std::string_view indent = module.indent_of(definition);
  std::string text;
  for (const std::string& line : text::split(definition.text(), '\n')) {
    const std::string_view rest = line;
    text += std::string(rest.starts_with(indent) ? rest.substr(indent.size()) : rest) + "\n";
  }
  return text;
}

std::string module_of(const source::ParsedModule& module, const model::Unit& unit) {
  const std::string imports = imports_of(module);
  return imports + (imports.empty() ? "" : "\n\n") + function_text(module, unit);
}

bool ends_with_any(const std::string& name, std::initializer_list<const char*> ends) {
  return std::ranges::any_of(ends, [&](const char* end) { return name.ends_with(end); });
}

}  // namespace

std::vector<rules::Example> examples_between(const std::string& before, const std::string& after,
                                             const std::string& origin) {
  std::vector<rules::Example> examples;
  const auto old_module = source::ParsedModule::parse(before, "before.py");
  const auto new_module = source::ParsedModule::parse(after, "after.py");
  if (!old_module || !new_module || old_module->syntax_error() || new_module->syntax_error()) return examples;
  for (const auto& changed : source::changed_units(*old_module, *new_module).changed) {
    const model::Unit* unit = new_module->find_unit(changed.unit.id.qualname);
    if (unit == nullptr || changed.unit.last_line - changed.unit.line > kMostLines) continue;
    examples.push_back({fmt::format("{} {}", origin, changed.unit.id.qualname), module_of(*old_module, changed.unit),
                        module_of(*new_module, *unit), 0});
  }
  return examples;
}

Result<std::vector<rules::Example>> examples_from_pairs(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fail(ErrorCode::not_found, fmt::format("there is no folder '{}'", folder.string()));
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    for (const char* end : {kBefore, kAfter}) {
      if (name.ends_with(end)) names.insert(name.substr(0, name.size() - std::string_view(end).size()));
    }
  }
  if (names.empty())
    return fail(ErrorCode::invalid, fmt::format("'{}' has no pairs", folder.string()),
                fmt::format("A pair is NAME{} with NAME{}.", kBefore, kAfter));
  std::vector<rules::Example> examples;
  for (const std::string& name : names) {
    for (const char* end : {kBefore, kAfter}) {
      if (!fs::exists(folder / (name + end), error))
        return fail(ErrorCode::invalid, fmt::format("'{}' has no '{}{}'", folder.string(), name, end));
    }
    const std::string before = VX_TRY(read_file(folder / (name + kBefore)));
    const std::string after = VX_TRY(read_file(folder / (name + kAfter)));
    std::ranges::move(examples_between(before, after, name), std::back_inserter(examples));
  }
  return examples;
}

Result<Mined> examples_from_history(const fs::path& folder, int limit) {
  const fs::path repository = VX_TRY(repository_of(folder));
  const std::string listed =
      VX_TRY(git_output(repository,
                        {"log", "--no-merges", "-z", "-i", "-E", "--format=%H", fmt::format("--grep={}", kSpeedWords),
                         fmt::format("--max-count={}", limit), "--", "*.py"},
                        "git cannot list the commits"));
  Mined mined;
  for (const std::string& commit : names_of(listed)) {
    ++mined.commits;
    const auto changed = git_output(
        repository, {"diff-tree", "-r", "-z", "--no-commit-id", "--name-only", "--diff-filter=M", commit, "--", "*.py"},
        "git cannot show a commit");
    if (!changed) continue;  // the first commit, or one that a shallow copy lacks
    const auto files = names_of(*changed);
    if (files.size() > kMostFiles) continue;
    for (const std::string& file : files) {
      const auto before = git_output(repository, {"show", commit + "^:" + file}, "git cannot show a file");
      const auto after = git_output(repository, {"show", commit + ":" + file}, "git cannot show a file");
      if (!before || !after || ends_with_any(file, {"conftest.py", "setup.py"})) continue;
      ++mined.files;
      std::ranges::move(examples_between(*before, *after, fmt::format("{} {}", commit.substr(0, 10), file)),
                        std::back_inserter(mined.examples));
    }
  }
  return mined;
}

Result<std::vector<rules::Example>> examples_from_patches(Memory& memory) {
  std::vector<rules::Example> examples;
  for (const auto& run : VX_TRY(memory.runs(10'000))) {
    for (const auto& record : VX_TRY(memory.patches(run.id))) {
      const auto body = json::parse(record.body, "the stored patch " + record.id);
      if (!body) continue;
      const auto patch = experiment::VerifiedPatch::from_json(*body);
      if (!patch) continue;
      const Json summary = json::parse(record.summary, "its summary").value_or(Json::object());
      const double factor = json::number_or(json::member(summary, "confirmed"), "estimate", 1);
      for (auto& example : examples_between(patch->before(), patch->after(), "patch " + record.id)) {
        example.gain = std::log(std::max(factor, 1.0));
        example.strategy = patch->candidate().strategy;
        examples.push_back(std::move(example));
      }
    }
  }
  return examples;
}

}  // namespace velox::agents
