// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/progress.hpp"

#include <ctime>

#include "velox/base/clock.hpp"
#include "velox/base/json_full.hpp"

namespace velox::trainer {

namespace {

constexpr const char* kSchema = "velox.checkpoint/1";

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

void store(const Progress& progress, learn::TensorFile& file) {
  file.metadata["schema"] = kSchema;
  file.metadata["progress"] = json::dump({{"step", progress.step},
                                          {"episode", progress.episode},
                                          {"random_seed", progress.random_seed},
                                          {"best_mean", progress.best_mean},
                                          {"best_step", progress.best_step},
                                          {"seconds", progress.seconds},
                                          {"cpu_seconds", progress.cpu_seconds}});
}

Result<Progress> read_progress(const learn::TensorFile& file) {
  const auto schema = file.metadata.find("schema");
  const auto text = file.metadata.find("progress");
  if (schema == file.metadata.end() || schema->second != kSchema || text == file.metadata.end())
    return fail(ErrorCode::invalid, std::string("the file is not a checkpoint (") + kSchema + ")");
  const Json value = VX_TRY(json::parse(text->second, "the progress of the checkpoint"));
  const Json& seed = json::member(value, "random_seed");
  Progress progress;
  progress.step = json::integer_or(value, "step", -1);
  progress.episode = json::integer_or(value, "episode", -1);
  if (progress.step < 0 || progress.episode < 0 || !seed.is_number_unsigned())
    return fail(ErrorCode::invalid, "the progress of the checkpoint lacks step, episode or random_seed");
  progress.random_seed = seed.get<std::uint64_t>();
  progress.best_mean = json::number_or(value, "best_mean", progress.best_mean);
  progress.best_step = json::integer_or(value, "best_step");
  progress.seconds = json::number_or(value, "seconds");
  progress.cpu_seconds = json::number_or(value, "cpu_seconds");
  return progress;
}

Spending::Spending(const Progress& progress)
    : seconds_(progress.seconds - monotonic_seconds()), cpu_seconds_(progress.cpu_seconds - processor_seconds()) {}

double Spending::seconds() const { return seconds_ + monotonic_seconds(); }
double Spending::cpu_seconds() const { return cpu_seconds_ + processor_seconds(); }

void RunningMeans::add(const Update& update) {
  sum_.loss += update.loss;
  sum_.error += update.error;
  sum_.value += update.value;
  ++count_;
}

Json RunningMeans::take() {
  if (count_ == 0) return nullptr;
  const auto count = static_cast<double>(count_);
  Json means = {
      {"updates", count_}, {"loss", sum_.loss / count}, {"error", sum_.error / count}, {"value", sum_.value / count}};
  *this = {};
  return means;
}

learn::TensorFile checkpoint_of(Progress& progress, Random& random, const Spending& spending, const Learner& learner) {
  progress.random_seed = random.next();
  random = Random(progress.random_seed);
  Progress kept = progress;
  kept.seconds = spending.seconds();
  kept.cpu_seconds = spending.cpu_seconds();
  learn::TensorFile file;
  store(kept, file);
  learner.store(file);
  return file;
}

}  // namespace velox::trainer
