// SPDX-License-Identifier: Apache-2.0
// Where a project begins, which Python files it has, and under which names they are imported.
//
//   auto project = VX_TRY(Project::find({"src/shop/report.py"}, {}));   // walks up to pyproject.toml
//   project.root();                          // /home/me/shop
//   project.place("src/shop/report.py");     // {"shop.report", /home/me/shop/src}
//
// Nothing is executed. Immutable after find(); safe to read from several threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"

namespace velox::profile {

enum class FileRole { source, test };

struct ProjectFile {
  std::string path;  ///< relative to the root, with '/'
  FileRole role = FileRole::source;
};

/// How a file is imported: its dotted name, and the folder (absolute) that has to be on sys.path.
struct ModulePlace {
  std::string name;
  fs::path sys_path;
  bool in_package = false;  ///< relative imports work only as `python -m name`
};

class Project {
 public:
  /// The root is `root` when given; else the nearest folder at or above every target that holds pyproject.toml, setup.py,
  /// setup.cfg, velox.toml or .git; else the folder of the first target, or the one above its package. Relative paths count from the current folder.
  /// Errors: not_found (a target or the root is missing), usage (a target outside the root).
  static Result<Project> find(const std::vector<fs::path>& targets, const std::optional<fs::path>& root);

  const fs::path& root() const { return root_; }
  /// Every Python file, sorted by path. Left out: hidden folders, virtual environments, node_modules, site-packages,
  /// build and dist folders that are no packages, __pycache__, .velox. Symbolic links to folders are not followed.
  const std::vector<ProjectFile>& files() const { return files_; }
  /// True when the listing stopped at kMaxFiles, or sooner in a large folder that no project file marks.
  bool truncated() const { return truncated_; }
  bool has(std::string_view relative) const;

  /// The import name of a file: packages are walked upwards by __init__.py; below `src/` the name starts there.
  ModulePlace place(std::string_view relative) const;
  /// Relative form (with '/') of a path below the root, or nothing.
  std::optional<std::string> relative(const fs::path& path) const;
  /// Folders that tests expect on sys.path when the project is not installed: `src`, when it holds code, and the root.
  std::vector<fs::path> import_folders() const;

  static constexpr std::size_t kMaxFiles = 50'000;

 private:
  explicit Project(fs::path root) : root_(std::move(root)) {}
  void list_files();
  void add_file(const fs::path& path);
  fs::path root_;
  std::vector<ProjectFile> files_;
  bool truncated_ = false;
};

/// Whether a relative path is a test by its name: test_*.py, *_test.py, conftest.py, or below a folder test/ or tests/.
bool looks_like_test(std::string_view relative);

/// A path made absolute and free of symbolic links as far as it exists.
fs::path absolute_path(const fs::path& path);

}  // namespace velox::profile
