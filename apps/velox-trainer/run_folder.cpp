// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/run_folder.hpp"

#include <system_error>

#include "velox/base/text.hpp"

namespace velox::trainer {

namespace {

constexpr const char* kSettings = "settings.json";
constexpr const char* kMetrics = "metrics.jsonl";
constexpr const char* kCheckpoint = "checkpoint.safetensors";
constexpr const char* kSchema = "velox.training/1";

/// The step a checkpoint was made at; -1 when it does not say.
std::int64_t step_of(const learn::TensorFile& checkpoint) {
  const auto text = checkpoint.metadata.find("progress");
  if (text == checkpoint.metadata.end()) return -1;
  const auto progress = json::parse(text->second, "the progress of the checkpoint");
  return progress ? json::integer_or(*progress, "step", -1) : -1;
}

}  // namespace

Result<RunFolder> RunFolder::create(const fs::path& path, const Settings& settings) {
  std::error_code error;
  if (fs::exists(path, error) && !(fs::is_directory(path, error) && fs::is_empty(path, error)))
    return fail(ErrorCode::conflict, "'" + path.string() + "' is there already",
                "Name another folder, or go on with 'velox-trainer resume " + path.string() + "'.");
  VX_TRY(make_folder(path));
  RunFolder folder(path, settings);
  VX_TRY(folder.save(kSettings, json::dump(to_json(settings), 2) + "\n"));
  VX_TRY(folder.open_metrics());
  return folder;
}

Result<RunFolder> RunFolder::open(const fs::path& path) {
  const std::string text = VX_TRY_CONTEXT("the run in '" + path.string() + "'", read_file(path / kSettings));
  const Json value = VX_TRY(json::parse(text, (path / kSettings).string()));
  RunFolder folder(path, VX_TRY_CONTEXT((path / kSettings).string(), settings_from_json(value)));
  VX_TRY(folder.read_metrics());
  for (const Json& line : folder.metrics_)
    if (json::string_or(line, "kind") == "result")
      return fail(ErrorCode::conflict, "the run in '" + path.string() + "' is finished");
  return folder;
}

Result<void> RunFolder::read_metrics() {
  const std::string text = VX_TRY(read_file(path_ / kMetrics));
  std::int64_t number = 0;
  for (const std::string& line : text::split(text, '\n')) {
    ++number;
    auto value = json::parse(line, "line " + std::to_string(number) + " of " + kMetrics);
    // A run that was killed may have left half a line at the end.
    if (value && value->is_object()) metrics_.push_back(*std::move(value));
  }
  return {};
}

Result<void> RunFolder::open_metrics() {
  out_.open(path_ / kMetrics, std::ios::binary | std::ios::app);
  if (!out_) return fail(ErrorCode::io, "cannot write '" + (path_ / kMetrics).string() + "'");
  return {};
}

Result<void> RunFolder::add_metric(const char* kind, std::int64_t step, Json values) {
  Json line = {{"schema", kSchema}, {"kind", kind}, {"step", step}};
  line.update(values);
  out_ << json::dump(line) << '\n' << std::flush;
  if (!out_) return fail(ErrorCode::io, "cannot write '" + (path_ / kMetrics).string() + "'");
  metrics_.push_back(std::move(line));
  return {};
}

Result<void> RunFolder::save_checkpoint(const learn::TensorFile& file) {
  return write_file_atomic(path_ / kCheckpoint, file.encode());
}

Result<learn::TensorFile> RunFolder::load_checkpoint() {
  const fs::path path = path_ / kCheckpoint;
  const std::string bytes = VX_TRY_CONTEXT("the run cannot be resumed", read_file(path));
  learn::TensorFile file = VX_TRY(learn::TensorFile::decode(bytes, path.string()));
  const std::int64_t step = step_of(file);
  std::erase_if(metrics_, [&](const Json& line) { return json::integer_or(line, "step") > step; });
  std::string text;
  for (const Json& line : metrics_) text += json::dump(line) + "\n";
  VX_TRY(write_file_atomic(path_ / kMetrics, text));
  VX_TRY(open_metrics());
  return file;
}

Result<void> RunFolder::save(const char* name, std::string_view bytes) const {
  return write_file_atomic(path_ / name, bytes);
}

}  // namespace velox::trainer
