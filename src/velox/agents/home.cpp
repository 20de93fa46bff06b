// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/home.hpp"

#include <unistd.h>

#include <cstdlib>

#include "velox/base/hash.hpp"

namespace velox::agents {

namespace {

fs::path user_cache() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/') return cache;
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') return fs::path(home) / ".cache";
  return fs::temp_directory_path();
}

// Stands in for the folder of a project that cannot be written.
fs::path outside_folder(const fs::path& root) { return cache_folder() / short_hash(root.string(), 16); }

Result<void> prepare(const fs::path& folder) {
  VX_TRY(make_folder(folder));
  if (access(folder.c_str(), W_OK) != 0) return fail(ErrorCode::io, folder.string() + " cannot be written");
  if (!fs::exists(folder / ".gitignore")) VX_TRY(write_file_atomic(folder / ".gitignore", "*\n"));
  return {};
}

}  // namespace

fs::path cache_folder() { return user_cache() / "velox"; }

std::optional<Home> Home::existing(const fs::path& root) {
  std::optional<Home> found;
  for (const bool outside : {false, true}) {
    Home home;
    home.folder_ = outside ? outside_folder(root) : root / ".velox";
    home.outside_ = outside;
    std::error_code ignored;
    if (!fs::exists(home.database(), ignored)) continue;
    if (access(home.folder_.c_str(), W_OK) == 0) return home;
    if (!found) found = home;
  }
  return found;
}

Result<Home> Home::open(const fs::path& root) {
  Home home;
  home.folder_ = root / ".velox";
  const auto inside = prepare(home.folder_);
  if (inside) return home;
  home.outside_ = true;
  home.folder_ = outside_folder(root);
  const auto outside = prepare(home.folder_);
  if (!outside) {
    return fail(ErrorCode::io,
                "no place to keep results: " + inside.error().message() + ", and " + outside.error().message(),
                "Make the project's .velox folder writable, or set XDG_CACHE_HOME.");
  }
  return home;
}

Result<FileLock> Home::lock() const {
  auto lock = FileLock::acquire(folder_ / "lock");
  if (!lock && lock.error().code() == ErrorCode::conflict) {
    return std::unexpected(Error(ErrorCode::conflict,
                                 "another velox is at work in this project: " + lock.error().message(),
                                 "Wait for it to end, or stop it."));
  }
  return lock;
}

Result<std::unique_ptr<store::Store>> Home::open_store() const { return store::Store::open(database()); }

}  // namespace velox::agents
