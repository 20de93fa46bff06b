// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/safetensors.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

#include "velox/base/json_full.hpp"

namespace velox::learn {

static_assert(std::endian::native == std::endian::little,
              "the format is little-endian, and values are copied as they are");

namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLargestHeader = 100'000'000;  // the limit of the reference reader
constexpr const char* kMetadata = "__metadata__";

std::size_t size_of(ElementType type) { return type == ElementType::f32 ? 4 : 8; }

const char* name_of(ElementType type) {
  switch (type) {
    case ElementType::f32: return "F32";
    case ElementType::f64: return "F64";
    case ElementType::i64: return "I64";
  }
  return "";
}

std::optional<ElementType> type_of(std::string_view name) {
  for (const ElementType type : {ElementType::f32, ElementType::f64, ElementType::i64})
    if (name == name_of(type)) return type;
  return std::nullopt;
}

template <typename T>
Tensor make_tensor(std::string name, ElementType type, std::vector<std::size_t> shape, std::span<const T> values) {
  std::string bytes(values.size_bytes(), '\0');
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return {std::move(name), type, std::move(shape), std::move(bytes)};
}

template <typename T>
Result<std::vector<T>> values_of(const TensorFile& file, const std::string& name, ElementType type) {
  const Tensor* tensor = file.find(name);
  if (tensor == nullptr) return fail(ErrorCode::invalid, "tensor '" + name + "' is missing");
  if (tensor->type != type)
    return fail(ErrorCode::invalid,
                "tensor '" + name + "' holds " + name_of(tensor->type) + ", where " + name_of(type) + " is expected");
  std::vector<T> values(tensor->bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), tensor->bytes.data(), tensor->bytes.size());
  return values;
}

/// A tensor as the header describes it.
struct Entry {
  std::string name;
  ElementType type;
  std::vector<std::size_t> shape;
  std::uint64_t begin, end;
};

/// The bytes that a shape takes; nullopt when the product is too large for any file.
std::optional<std::uint64_t> bytes_of(const std::vector<std::size_t>& shape, ElementType type) {
  std::uint64_t product = size_of(type);
  for (const std::size_t length : shape)
    if (__builtin_mul_overflow(product, static_cast<std::uint64_t>(length), &product)) return std::nullopt;
  return product;
}

bool all_whole(const Json& list) {
  return list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& n) { return n.is_number_unsigned(); });
}

Result<Entry> read_entry(const std::string& name, const Json& value) {
  const std::string where = "tensor '" + name + "'";
  const std::string dtype = json::string_or(value, "dtype");
  const auto type = type_of(dtype);
  if (dtype.empty()) return fail(ErrorCode::invalid, where + " has no dtype");
  if (!type) return fail(ErrorCode::unsupported, where + " holds " + dtype + "; only F32, F64 and I64 are read here");
  const Json& shape = json::member(value, "shape");
  const Json& offsets = json::member(value, "data_offsets");
  if (!all_whole(shape)) return fail(ErrorCode::invalid, where + " has no shape of whole numbers");
  if (!all_whole(offsets) || offsets.size() != 2)
    return fail(ErrorCode::invalid, where + " has no pair of data_offsets");
  Entry entry{name, *type, {}, offsets[0].get<std::uint64_t>(), offsets[1].get<std::uint64_t>()};
  for (const Json& length : shape) entry.shape.push_back(length.get<std::size_t>());
  const auto bytes = bytes_of(entry.shape, *type);
  if (entry.end < entry.begin || !bytes || *bytes != entry.end - entry.begin)
    return fail(ErrorCode::invalid, where + " has data_offsets that do not fit its shape");
  return entry;
}

/// Sorted by place, the arrays have to follow each other from the first byte to the last.
Result<void> check_places(std::vector<Entry>& entries, std::size_t available) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::uint64_t expected = 0;
  for (const Entry& entry : entries) {
    if (entry.begin < expected) return fail(ErrorCode::invalid, "tensor '" + entry.name + "' overlaps another one");
    if (entry.begin > expected) return fail(ErrorCode::invalid, "there is a gap before tensor '" + entry.name + "'");
    if (entry.end > available)
      return fail(ErrorCode::invalid, "tensor '" + entry.name + "' ends after the end of the file");
    expected = entry.end;
  }
  if (expected != available) return fail(ErrorCode::invalid, "bytes follow that belong to no tensor");
  return {};
}

Result<std::map<std::string, std::string>> read_metadata(const Json& value) {
  std::map<std::string, std::string> texts;
  if (value.is_null()) return texts;
  if (!value.is_object()) return fail(ErrorCode::invalid, "__metadata__ is not an object");
  for (const auto& [key, text] : value.items()) {
    if (!text.is_string()) return fail(ErrorCode::invalid, "__metadata__ '" + key + "' is not a text");
    texts[key] = text.get<std::string>();
  }
  return texts;
}

Result<std::string_view> header_of(std::string_view bytes) {
  if (bytes.size() < kLengthBytes) return fail(ErrorCode::invalid, "it is shorter than the length of a header");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > kLargestHeader) return fail(ErrorCode::invalid, "its header claims to be longer than 100 MB");
  if (length > bytes.size() - kLengthBytes) return fail(ErrorCode::invalid, "it ends within its header");
  const auto header = bytes.substr(kLengthBytes, length);
  if (!header.starts_with('{')) return fail(ErrorCode::invalid, "its header does not begin with '{'");
  return header;
}

}  // namespace

void TensorFile::add_floats(std::string name, std::vector<std::size_t> shape, std::span<const float> values) {
  tensors_.push_back(make_tensor(std::move(name), ElementType::f32, std::move(shape), values));
}
void TensorFile::add_doubles(std::string name, std::vector<std::size_t> shape, std::span<const double> values) {
  tensors_.push_back(make_tensor(std::move(name), ElementType::f64, std::move(shape), values));
}
void TensorFile::add_integers(std::string name, std::vector<std::size_t> shape, std::span<const std::int64_t> values) {
  tensors_.push_back(make_tensor(std::move(name), ElementType::i64, std::move(shape), values));
}

Result<std::vector<float>> TensorFile::floats(const std::string& name) const {
  return values_of<float>(*this, name, ElementType::f32);
}
Result<std::vector<double>> TensorFile::doubles(const std::string& name) const {
  return values_of<double>(*this, name, ElementType::f64);
}
Result<std::vector<std::int64_t>> TensorFile::integers(const std::string& name) const {
  return values_of<std::int64_t>(*this, name, ElementType::i64);
}

const Tensor* TensorFile::find(const std::string& name) const {
  const auto it = std::find_if(tensors_.begin(), tensors_.end(), [&](const Tensor& t) { return t.name == name; });
  return it == tensors_.end() ? nullptr : &*it;
}

std::string TensorFile::encode() const {
  // The widest elements first: then every array begins at a multiple of its element, given an even header.
  std::vector<const Tensor*> order;
  for (const Tensor& tensor : tensors_) order.push_back(&tensor);
  std::stable_sort(order.begin(), order.end(),
                   [](const Tensor* a, const Tensor* b) { return size_of(a->type) > size_of(b->type); });
  Json header = Json::object();
  if (!metadata.empty()) header[kMetadata] = metadata;
  std::size_t place = 0;
  for (const Tensor* tensor : order) {
    const std::size_t end = place + tensor->bytes.size();
    header[tensor->name] = {{"dtype", name_of(tensor->type)}, {"shape", tensor->shape}, {"data_offsets", {place, end}}};
    place = end;
  }
  std::string text = json::dump(header);
  text.resize((text.size() + kLengthBytes - 1) / kLengthBytes * kLengthBytes, ' ');
  const std::uint64_t length = text.size();
  std::string bytes(kLengthBytes, '\0');
  std::memcpy(bytes.data(), &length, kLengthBytes);
  bytes.reserve(kLengthBytes + text.size() + place);
  bytes += text;
  for (const Tensor* tensor : order) bytes += tensor->bytes;
  return bytes;
}

Result<TensorFile> TensorFile::decode(std::string_view bytes, std::string_view what) {
  const std::string context(what);
  const auto text = VX_TRY_CONTEXT(context, header_of(bytes));
  const Json header = VX_TRY_CONTEXT(context, json::parse(text, "its header"));
  if (!header.is_object()) return fail(ErrorCode::invalid, context + ": its header is not an object");
  TensorFile file;
  std::vector<Entry> entries;
  for (const auto& [name, value] : header.items()) {
    if (name == kMetadata) {
      file.metadata = VX_TRY_CONTEXT(context, read_metadata(value));
    } else {
      entries.push_back(VX_TRY_CONTEXT(context, read_entry(name, value)));
    }
  }
  const auto data = bytes.substr(kLengthBytes + text.size());
  VX_TRY_CONTEXT(context, check_places(entries, data.size()));
  for (Entry& entry : entries)
    file.tensors_.push_back({std::move(entry.name), entry.type, std::move(entry.shape),
                             std::string(data.substr(entry.begin, entry.end - entry.begin))});
  return file;
}

}  // namespace velox::learn
