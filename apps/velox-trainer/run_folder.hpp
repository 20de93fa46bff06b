// SPDX-License-Identifier: Apache-2.0
// The folder of one run: settings.json, metrics.jsonl (velox.training/1, a line for each thing that was seen),
// checkpoint.safetensors, and when it is done policy.safetensors, MODEL.md and curve.html. Not thread-safe.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "velox-trainer/settings.hpp"
#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/base/json_full.hpp"
#include "velox/learn/safetensors.hpp"

namespace velox::trainer {

class RunFolder {
 public:
  /// Makes the folder, or takes an empty one. Errors: conflict (something is in it), io.
  static Result<RunFolder> create(const fs::path& path, const Settings& settings);
  /// A folder that `create` made. Errors: not_found, invalid, conflict (the run is finished).
  static Result<RunFolder> open(const fs::path& path);

  const fs::path& path() const { return path_; }
  const Settings& settings() const { return settings_; }
  const std::vector<Json>& metrics() const { return metrics_; }

  /// Appends a line {"schema", "kind", "step", ...}; it is in the file when this returns. Errors: io.
  Result<void> add_metric(const char* kind, std::int64_t step, Json values);
  /// Replaces the checkpoint.
  Result<void> save_checkpoint(const learn::TensorFile& file);
  /// The checkpoint; lines of metrics that are later than it are dropped, as they will be made again.
  /// Errors: not_found when the run ended before its first checkpoint; invalid.
  Result<learn::TensorFile> load_checkpoint();
  Result<void> save(const char* name, std::string_view bytes) const;

 private:
  RunFolder(fs::path path, Settings settings) : path_(std::move(path)), settings_(std::move(settings)) {}
  Result<void> open_metrics();
  Result<void> read_metrics();

  fs::path path_;
  Settings settings_;
  std::vector<Json> metrics_;
  std::ofstream out_;
};

}  // namespace velox::trainer
