// SPDX-License-Identifier: Apache-2.0
// Problem: users name files; runs need a root to copy, a sys.path entry and the name under which other code imports the
// file, because pickled classes carry that name. Idea: the conventions of packaging tools, read from the folder tree only.
// Limits: import hooks, custom `package_dir` maps and path files are not interpreted.
#include "velox/profile/project.hpp"

#include <algorithm>
#include <array>

#include "velox/base/text.hpp"

namespace velox::profile {
namespace {

constexpr std::array kRootMarks{"pyproject.toml", "setup.py", "setup.cfg", "velox.toml", ".git"};
constexpr std::array kSkippedFolders{"node_modules", "__pycache__", "site-packages", "dist-packages", "__pypackages__"};
// Entries of any kind that are looked at. Without a project file the folder may be anything, such as all of /tmp.
constexpr std::size_t kMaxEntries = 400'000;
constexpr std::size_t kMaxEntriesUnmarked = 20'000;
constexpr std::size_t kMaxFilesUnmarked = 500;
constexpr std::array kBuildFolders{"build", "dist", "env"};

bool present(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool skipped(const fs::path& folder) {
  const std::string name = folder.filename().string();
  if (name.starts_with('.') || name.ends_with(".egg-info")) return true;
  if (std::ranges::find(kSkippedFolders, name) != kSkippedFolders.end()) return true;
  if (present(folder / "pyvenv.cfg")) return true;
  return std::ranges::find(kBuildFolders, name) != kBuildFolders.end() && !present(folder / "__init__.py");
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [end, rest] = std::ranges::mismatch(folder, path);
  return end == folder.end();
}

std::optional<fs::path> marked_root(const fs::path& start) {
  for (fs::path folder = start;; folder = folder.parent_path()) {
    for (const char* mark : kRootMarks) {
      if (present(folder / mark)) return folder;
    }
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

// Without a project file the root is the folder that imports start from: above the package that holds the file.
fs::path unmarked_root(fs::path folder) {
  while (present(folder / "__init__.py") && folder != folder.parent_path()) folder = folder.parent_path();
  return folder;
}

std::string dotted(const fs::path& relative) {
  std::vector<std::string> parts;
  for (const auto& part : relative) parts.push_back(part.string());
  if (parts.empty()) return {};
  std::string& last = parts.back();
  if (last.ends_with(".py")) last.resize(last.size() - 3);
  if (last == "__init__" && parts.size() > 1) parts.pop_back();
  return text::join(parts, ".");
}

}  // namespace

fs::path absolute_path(const fs::path& path) {
  std::error_code error;
  fs::path full = fs::weakly_canonical(fs::absolute(path, error), error);
  if (error) full = fs::absolute(path, error).lexically_normal();
  return full.has_filename() ? full : full.parent_path();
}

bool looks_like_test(std::string_view relative) {
  const auto parts = text::split(relative, '/');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (parts[i] == "test" || parts[i] == "tests" || parts[i] == "testing") return true;
  }
  const std::string& name = parts.back();
  return name.starts_with("test_") || name.ends_with("_test.py") || name == "conftest.py" || name == "tests.py";
}

Result<Project> Project::find(const std::vector<fs::path>& targets, const std::optional<fs::path>& root) {
  std::vector<fs::path> full;
  for (const fs::path& target : targets) {
    full.push_back(absolute_path(target));
    if (!present(full.back())) return fail(ErrorCode::not_found, "no such file or folder: " + target.string());
  }
  if (full.empty()) full.push_back(absolute_path("."));
  const fs::path first = is_folder(full.front()) ? full.front() : full.front().parent_path();
  fs::path found;
  if (root) {
    found = absolute_path(*root);
    if (!is_folder(found)) return fail(ErrorCode::not_found, "the project root is not a folder: " + root->string());
  } else {
    found = marked_root(first).value_or(unmarked_root(first));
    // A marked folder that does not hold all the targets is a sub-project: look further up.
    for (const fs::path& target : full) {
      while (!is_below(target, found) && found != found.parent_path()) {
        const fs::path above = found.parent_path();
        found = marked_root(above).value_or(above);
      }
    }
  }
  for (std::size_t i = 0; i < full.size(); ++i) {
    if (is_below(full[i], found)) continue;
    return fail(ErrorCode::usage, full[i].string() + " is not below the project root " + found.string(),
                "give a --root that holds every target");
  }
  if (found == found.root_path()) {
    return fail(ErrorCode::usage, "will not take " + found.string() + " as the project root",
                "give a --root that holds every target");
  }
  Project project(found);
  project.list_files();
  for (const fs::path& target : full) project.add_file(target);
  return project;
}

void Project::list_files() {
  const bool marked = marked_root(root_).has_value();
  const std::size_t most = marked ? kMaxEntries : kMaxEntriesUnmarked;
  const std::size_t most_files = marked ? kMaxFiles : kMaxFilesUnmarked;
  std::error_code error;
  fs::recursive_directory_iterator it(root_, fs::directory_options::skip_permission_denied, error);
  const fs::recursive_directory_iterator end;
  for (std::size_t seen = 0; !error && it != end; ++seen) {
    const fs::path path = it->path();
    std::error_code ignored;
    if (it->is_directory(ignored)) {
      if (it->is_symlink(ignored) || skipped(path)) it.disable_recursion_pending();
    } else if (path.extension() == ".py" && it->is_regular_file(ignored)) {
      std::string name = path.lexically_relative(root_).generic_string();
      const FileRole role = looks_like_test(name) ? FileRole::test : FileRole::source;
      files_.push_back({std::move(name), role});
    }
    if (files_.size() >= most_files || seen >= most) {
      truncated_ = true;
      break;
    }
    it.increment(error);
  }
  std::ranges::sort(files_, {}, &ProjectFile::path);
}

// A target is listed whatever was left out or cut off.
void Project::add_file(const fs::path& path) {
  if (path.extension() != ".py" || is_folder(path)) return;
  std::string name = path.lexically_relative(root_).generic_string();
  if (has(name)) return;
  const FileRole role = looks_like_test(name) ? FileRole::test : FileRole::source;
  files_.insert(std::ranges::lower_bound(files_, name, {}, &ProjectFile::path), {name, role});
}

bool Project::has(std::string_view relative) const {
  const auto at = std::ranges::lower_bound(files_, relative, {}, &ProjectFile::path);
  return at != files_.end() && at->path == relative;
}

std::optional<std::string> Project::relative(const fs::path& path) const {
  const fs::path full = absolute_path(path);
  if (!is_below(full, root_)) return std::nullopt;
  const std::string text = full.lexically_relative(root_).generic_string();
  return text == "." ? std::string() : text;
}

ModulePlace Project::place(std::string_view relative) const {
  const fs::path file = root_ / relative;
  // The topmost folder with __init__.py: folders between without one are namespace portions of that package.
  fs::path top;
  for (fs::path folder = file.parent_path(); is_below(folder, root_); folder = folder.parent_path()) {
    if (present(folder / "__init__.py")) top = folder;
    if (folder == root_) break;
  }
  if (!top.empty() && is_below(top, root_) && top != root_) {
    const fs::path base = top.parent_path();
    return {dotted(file.lexically_relative(base)), base, true};
  }
  const fs::path source = root_ / "src";
  if (is_below(file, source) && file.parent_path() != source) {
    return {dotted(file.lexically_relative(source)), source, true};
  }
  if (top == root_) return {dotted(file.lexically_relative(root_.parent_path())), root_.parent_path(), true};
  return {dotted(file.filename()), file.parent_path(), false};
}

std::vector<fs::path> Project::import_folders() const {
  std::vector<fs::path> folders;
  const bool source = std::ranges::any_of(files_, [](const ProjectFile& f) { return f.path.starts_with("src/"); });
  if (source && !present(root_ / "src" / "__init__.py")) folders.push_back(root_ / "src");
  folders.push_back(root_);
  return folders;
}

}  // namespace velox::profile
