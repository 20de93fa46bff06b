// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/targets.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "velox/base/text.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::profile {
namespace {

struct Spec {
  std::string text;
  fs::path path;
  std::string qualname;  // empty: the whole file or folder
};

Result<Spec> split_target(const std::string& target) {
  const auto at = target.find("::");
  Spec spec{target, target.substr(0, at), at == std::string::npos ? "" : target.substr(at + 2)};
  if (spec.path.empty()) {
    return fail(ErrorCode::usage, "target '" + target + "' names no file", "write it as file.py::Class.method");
  }
  if (at != std::string::npos && spec.qualname.empty()) {
    return fail(ErrorCode::usage, "target '" + target + "' ends in '::'", "write it as file.py::Class.method");
  }
  // pytest writes Class::method; take that too.
  spec.qualname = text::replace_all(spec.qualname, "::", ".");
  return spec;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string last_part(const std::string& name) { return name.substr(name.rfind('.') + 1); }

std::string list_names(const std::vector<std::string>& names) {
  return names.empty() ? std::string() : "did you mean " + text::join(names, " or ") + "?";
}

std::unexpected<Error> no_such_file(const Spec& spec) {
  std::vector<std::string> siblings;
  std::error_code error;
  const fs::path folder = spec.path.has_parent_path() ? spec.path.parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".py") siblings.push_back(entry.path().filename().string());
  }
  std::string hint = list_names(near_names(spec.path.filename().string(), siblings));
  return fail(ErrorCode::not_found, "no such file or folder: " + spec.path.string(), std::move(hint));
}

Result<void> check_kind(const Spec& spec) {
  std::error_code error;
  const auto status = fs::status(spec.path, error);
  if (!fs::exists(status)) return no_such_file(spec);
  if (fs::is_directory(status)) {
    if (spec.qualname.empty()) return {};
    return fail(ErrorCode::usage, spec.path.string() + " is a folder, so '::" + spec.qualname + "' names nothing in it",
                "name the file that holds the function");
  }
  if (spec.path.extension() != ".py" || !fs::is_regular_file(status)) {
    return fail(ErrorCode::usage, spec.path.string() + " is not a Python file", "targets are .py files and folders");
  }
  return {};
}

Result<void> add_units(const Spec& spec, const std::string& file, Selection& selection) {
  const auto module = VX_TRY(source::ParsedModule::load(selection.project.root() / file, file));
  std::vector<std::string> names;
  std::size_t found = 0;
  for (const model::Unit& unit : module.units()) {
    names.push_back(unit.id.qualname);
    const bool inside = unit.id.qualname.starts_with(spec.qualname + ".");
    if (unit.id.qualname != spec.qualname && !inside) continue;
    ++found;
    if (std::ranges::find(selection.units, unit.id) == selection.units.end()) selection.units.push_back(unit.id);
  }
  if (found > 0) return {};
  if (const auto& error = module.syntax_error(); error) {
    return fail(ErrorCode::invalid, file + ":" + std::to_string(error->line) + ": " + error->message,
                "the file has to parse before a function of it can be named");
  }
  const auto near = near_names(spec.qualname, names);
  std::string hint =
      near.empty() && !names.empty()
          ? "it has " + text::join({names.begin(), names.begin() + std::min<long>(5, std::ssize(names))}, ", ")
          : list_names(near);
  if (names.empty()) hint = "it defines no functions";
  return fail(ErrorCode::not_found, "no function or method '" + spec.qualname + "' in " + file, std::move(hint));
}

Result<void> add_folder(const Spec& spec, const std::string& folder, std::set<std::string>& files,
                        const Project& project) {
  const std::string prefix = folder.empty() ? "" : folder + "/";
  const bool wants_tests = !folder.empty() && looks_like_test(prefix + "x.py");
  std::size_t found = 0;
  for (const ProjectFile& file : project.files()) {
    if (!file.path.starts_with(prefix) || (file.role == FileRole::test && !wants_tests)) continue;
    files.insert(file.path);
    ++found;
  }
  if (found > 0) return {};
  return fail(ErrorCode::not_found, "no Python files below " + spec.path.string(),
              "hidden folders, virtual environments, build folders and tests are left out");
}

}  // namespace

std::vector<std::string> near_names(const std::string& wanted, const std::vector<std::string>& names,
                                    std::size_t count) {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& name : names) {
    std::size_t d = distance(wanted, name);
    if (last_part(name) == last_part(wanted)) d = 0;
    d = std::min(d, distance(last_part(wanted), last_part(name)));
    if (d <= std::max<std::size_t>(2, wanted.size() / 3)) ranked.emplace_back(d, name);
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, std::string>::first);
  std::vector<std::string> best;
  for (const auto& [d, name] : ranked) {
    if (best.size() < count && std::ranges::find(best, name) == best.end()) best.push_back(name);
  }
  return best;
}

bool Selection::selects(const model::UnitId& unit) const {
  if (!units.empty() && std::ranges::find(units, unit) != units.end()) return true;
  const bool has_named = std::ranges::any_of(units, [&](const model::UnitId& id) { return id.file == unit.file; });
  return !has_named && std::ranges::binary_search(files, unit.file);
}

Result<Selection> select_targets(const std::vector<std::string>& targets, const std::optional<fs::path>& root) {
  std::vector<Spec> specs;
  std::vector<fs::path> paths;
  for (const std::string& target : targets) {
    specs.push_back(VX_TRY(split_target(target)));
    VX_TRY(check_kind(specs.back()));
    paths.push_back(specs.back().path);
  }
  Selection selection{VX_TRY(Project::find(paths, root)), {}, {}, false};
  if (specs.empty()) specs.push_back({".", selection.project.root(), ""});
  std::set<std::string> files;
  for (const Spec& spec : specs) {
    const std::string relative = selection.project.relative(spec.path).value_or("");
    std::error_code error;
    if (fs::is_directory(spec.path, error)) {
      selection.folder = true;
      VX_TRY(add_folder(spec, relative, files, selection.project));
    } else {
      files.insert(relative);
      if (!spec.qualname.empty()) VX_TRY(add_units(spec, relative, selection));
    }
  }
  selection.files.assign(files.begin(), files.end());
  return selection;
}

}  // namespace velox::profile
