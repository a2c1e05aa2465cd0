using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(
    typeof(ColumnConcatenatingTransformer), typeof(ColumnConcatenatingTransformer), null, typeof(SignatureLoadModel), "Concatenate", ColumnConcatenatingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(ColumnCopyingTransformer), typeof(ColumnCopyingTransformer), null, typeof(SignatureLoadModel), "Copy columns", ColumnCopyingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(ColumnSelectingTransformer), typeof(ColumnSelectingTransformer), null, typeof(SignatureLoadModel), "Select columns", ColumnSelectingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(KeyToValueMappingTransformer), typeof(KeyToValueMappingTransformer), null, typeof(SignatureLoadModel), "Key to value", KeyToValueMappingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(KeyToVectorMappingTransformer), typeof(KeyToVectorMappingTransformer), null, typeof(SignatureLoadModel), "Key to vector", KeyToVectorMappingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(MissingValueIndicatorTransformer), typeof(MissingValueIndicatorTransformer), null, typeof(SignatureLoadModel), "Indicate missing values", MissingValueIndicatorTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(MissingValueReplacingTransformer), typeof(MissingValueReplacingTransformer), null, typeof(SignatureLoadModel), "Replace missing values", MissingValueReplacingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(NormalizingTransformer), typeof(NormalizingTransformer), null, typeof(SignatureLoadModel), "Normalize", NormalizingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(TypeConvertingTransformer), typeof(TypeConvertingTransformer), null, typeof(SignatureLoadModel), "Convert types", TypeConvertingTransformer.LoaderSignature)]
[assembly: LoadableClass(
    typeof(ValueToKeyMappingTransformer), typeof(ValueToKeyMappingTransformer), null, typeof(SignatureLoadModel), "Value to key", ValueToKeyMappingTransformer.LoaderSignature)]
