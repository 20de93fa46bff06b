// SPDX-License-Identifier: Apache-2.0
// For tests: a small project in a temporary folder.
#pragma once

#include <cstdlib>
#include <map>
#include <string>

#include "velox/base/file_system.hpp"

namespace velox::profile {

using Files = std::map<std::string, std::string>;

class TestProject {
 public:
  explicit TestProject(const Files& files) : dir_(TempDir::create("profile-test-")) {
    if (!dir_) std::abort();
    root_ = fs::canonical(dir_->path());
    for (const auto& [name, content] : files) put(name, content);
  }
  void put(const std::string& name, const std::string& content) {
    fs::create_directories((root_ / name).parent_path());
    if (!write_file_atomic(root_ / name, content)) std::abort();
  }
  const fs::path& root() const { return root_; }

 private:
  Result<TempDir> dir_;
  fs::path root_;
};

}  // namespace velox::profile
