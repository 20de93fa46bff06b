// SPDX-License-Identifier: Apache-2.0
// A formatter works on whole files. It touches the changed lines only, because it is used only where it has nothing to change in
// the file as its owner has it; that is asked for once per file, of the first text that is seen of it.
#include "velox/agents/project_style.hpp"

#include <toml++/toml.h>
#include <utility>

#include "velox/source/edits.hpp"

namespace velox::agents {

namespace {

// Whether a settings file has the table [tool.NAME]. A file that is not TOML has none: its owner hears of it elsewhere.
bool has_table(const fs::path& file, const char* name) {
  const auto bytes = read_file(file);
  if (!bytes) return false;
  try {
    const toml::table table = toml::parse(*bytes);
    return table["tool"][name].is_table();
  } catch (const toml::parse_error&) {
    return false;
  }
}

// The file that configures a tool for a folder: the nearest one at or above it.
std::optional<fs::path> settings_of(const fs::path& root, fs::path folder, const char* tool,
                                    const std::vector<const char*>& own_files) {
  std::error_code error;
  while (true) {
    for (const char* name : own_files) {
      if (fs::is_regular_file(folder / name, error)) return folder / name;
    }
    if (has_table(folder / "pyproject.toml", tool)) return folder / "pyproject.toml";
    if (folder == root || !folder.has_relative_path()) return std::nullopt;
    folder = folder.parent_path();
  }
}

}  // namespace

ProjectStyle::ProjectStyle(fs::path root, ToolPlaces places) : root_(std::move(root)), places_(std::move(places)) {}

std::vector<ProjectStyle::Formatter> ProjectStyle::configured(const std::string& file) const {
  std::vector<Formatter> formatters;
  const fs::path path = root_ / file;
  const auto black = settings_of(root_, path.parent_path(), "black", {});
  const auto ruff = settings_of(root_, path.parent_path(), "ruff", {".ruff.toml", "ruff.toml"});
  if (black) {
    if (auto tool = ExternalTool::find("black", places_))
      formatters.push_back(
          {*std::move(tool), {"--quiet", "--config", black->string(), "--stdin-filename", path.string(), "-"}, *black});
  }
  if (ruff) {
    if (auto tool = ExternalTool::find("ruff", places_))
      formatters.push_back(
          {*std::move(tool),
           {"format", "--quiet", "--no-cache", "--config", ruff->string(), "--stdin-filename", path.string(), "-"},
           *ruff});
  }
  return formatters;
}

std::optional<std::string> ProjectStyle::run(const Formatter& formatter, const std::string& text) {
  auto formatted = formatter.tool.run(formatter.arguments, text, {formatter.settings});
  if (formatted && (!formatted->empty() || text.empty())) return *std::move(formatted);
  if (!warned_) {
    warning_ = formatted ? formatter.tool.executable().string() + " gave no text; changes are not formatted"
                         : formatted.error().message() + "; changes are not formatted";
  }
  warned_ = true;
  return std::nullopt;
}

const std::optional<ProjectStyle::Formatter>& ProjectStyle::formatter_of(const std::string& file,
                                                                         const std::string& before) {
  const auto known = chosen_.find(file);
  if (known != chosen_.end()) return known->second;
  std::optional<Formatter> chosen;
  for (auto& formatter : configured(file)) {
    if (run(formatter, before) == before) {
      chosen = std::move(formatter);
      break;
    }
  }
  return chosen_.emplace(file, std::move(chosen)).first->second;
}

std::string ProjectStyle::format(const std::string& file, const std::string& before, const std::string& after) {
  const auto& formatter = formatter_of(file, before);
  if (!formatter) return after;
  return run(*formatter, after).value_or(after);
}

model::Candidate ProjectStyle::format(const model::Candidate& candidate, const std::string& before) {
  const auto after = source::apply_edits(before, candidate.edits);
  if (!after) return candidate;
  const std::string formatted = format(candidate.file, before, *after);
  if (formatted == *after || formatted == before) return candidate;
  model::Candidate styled = candidate;
  styled.edits = source::edits_between(before, formatted);
  return styled;
}

std::optional<std::string> ProjectStyle::take_warning() { return std::exchange(warning_, std::nullopt); }

}  // namespace velox::agents
