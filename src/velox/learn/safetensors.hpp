// SPDX-License-Identifier: Apache-2.0
// Named arrays of numbers in one file, in the safetensors format (huggingface/safetensors, README "Format"): eight bytes
// with the length of the header, little-endian; the header, a JSON object of dtype, shape and data_offsets for each name and of
// texts under "__metadata__"; then the arrays, with no gap and no overlap. Nothing in such a file is ever executed.
// Not thread-safe for writing; a const file may be read from many threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"

namespace velox::learn {

enum class ElementType { f32, f64, i64 };

struct Tensor {
  std::string name;
  ElementType type = ElementType::f32;
  std::vector<std::size_t> shape;
  std::string bytes;  ///< little-endian, row-major
};

class TensorFile {
 public:
  /// Any texts, such as what the tensors are for.
  std::map<std::string, std::string> metadata;

  /// REQUIRES: the name is new and the product of the shape is the number of values.
  void add_floats(std::string name, std::vector<std::size_t> shape, std::span<const float> values);
  void add_doubles(std::string name, std::vector<std::size_t> shape, std::span<const double> values);
  void add_integers(std::string name, std::vector<std::size_t> shape, std::span<const std::int64_t> values);

  /// The values of a tensor. Errors: invalid, when it is missing or of another type.
  Result<std::vector<float>> floats(const std::string& name) const;
  Result<std::vector<double>> doubles(const std::string& name) const;
  Result<std::vector<std::int64_t>> integers(const std::string& name) const;
  /// nullptr when there is none of that name.
  const Tensor* find(const std::string& name) const;
  const std::vector<Tensor>& tensors() const { return tensors_; }

  std::string encode() const;
  /// `what` names the bytes in errors. Errors: invalid (not of the format, with what is wrong), unsupported (a type of
  /// element that is not read here). Never reads or allocates by a length that the file merely claims.
  static Result<TensorFile> decode(std::string_view bytes, std::string_view what);

 private:
  std::vector<Tensor> tensors_;
};

}  // namespace velox::learn
